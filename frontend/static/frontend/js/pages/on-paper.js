/** Pictures that the server draws for paper: the browser fetches them when it prints, and they are seen once they have come. */

/** @param {HTMLImageElement} picture loaded lazily and not on the screen @param {string} address */
export function keepForPaper(picture, address) {
  const { href } = new URL(address, location.href);
  if (picture.src === href && picture.onload) return;
  delete picture.dataset.here;
  picture.onload = () => {
    picture.dataset.here = '';
  };
  picture.src = href;
}

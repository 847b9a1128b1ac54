/** Small popups: what lies here, as links; and the name of what is pointed at. */

import L from './leaflet.js';

/** @typedef {{name: string, kind: string, address: string, collection: string, onOpen: () => void}} Entry */

/** @param {L.Map} map @param {{lon: number, lat: number}} at @param {Entry[]} entries @param {{right?: number, bottom?: number}} covered px of the map, where it would not be seen */
export function openPopup(map, at, entries, { right = 0, bottom = 0 } = {}) {
  const list = document.createElement('ul');
  list.className = 'popup';
  for (const { name, kind, address, collection, onOpen } of entries) {
    const link = document.createElement('a');
    link.href = address;
    link.className = 'popup__link';
    link.dataset.collection = collection;
    const title = document.createElement('strong');
    title.textContent = name;
    const subtitle = document.createElement('span');
    subtitle.textContent = kind;
    link.append(title, subtitle);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      map.closePopup();
      onOpen();
    });
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  L.popup({ className: 'map-popup', maxWidth: 260, minWidth: 150, autoPanPaddingTopLeft: [16, 16], autoPanPaddingBottomRight: [16 + right, 16 + bottom] }).setLatLng([at.lat, at.lon]).setContent(list).openOn(map);
}

/** @param {L.Map} map @returns {(text: string, kind: string) => void} shows the words beside the pointer; none: hides them */
export function makeTip(map) {
  const tip = document.createElement('div');
  tip.className = 'map-tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  map.getContainer().append(tip);
  map.on('mousemove', ({ containerPoint }) => {
    // Beside the pointer, on the side where there is room.
    const { x: width, y: height } = map.getSize();
    const left = containerPoint.x + 14 + tip.offsetWidth > width ? containerPoint.x - 10 - tip.offsetWidth : containerPoint.x + 14;
    const top = containerPoint.y + 14 + tip.offsetHeight > height ? containerPoint.y - 10 - tip.offsetHeight : containerPoint.y + 14;
    tip.style.transform = `translate(${left}px, ${top}px)`;
  });
  return (text, kind) => {
    tip.hidden = !text;
    const name = document.createElement('strong');
    name.textContent = text;
    tip.replaceChildren(name, document.createElement('br'), kind);
  };
}

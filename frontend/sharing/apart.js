/* In the offline map, as on the screen: signs make room for each other, and a name stays away where it would lie over
   that of a larger place. `map` is Leaflet's, `spread` stands in js/geo/spread.js, `size` is that of a sign in px. */
(map, spread, size) => {
  const FARTHEST = 34;
  const partSigns = () => {
    const signs = [];
    map.eachLayer((layer) => {
      const icon = layer instanceof L.Marker && layer.getElement();
      if (!icon || !(icon.classList.contains('sign') || icon.classList.contains('crowd'))) return;
      const { x, y } = map.latLngToLayerPoint(layer.getLatLng());
      const half = icon.classList.contains('crowd') ? icon.offsetWidth / 2 : size / 2;
      signs.push({ x, y, radius: half - (half === size / 2 ? 6 : 1), half, icon });
    });
    for (const { disc, x, y } of spread(signs, FARTHEST)) {
      disc.icon.style.marginLeft = `${x - disc.x - disc.half}px`;
      disc.icon.style.marginTop = `${y - disc.y - disc.half}px`;
    }
  };
  const STEPS = [0, 18, -18, 32, -32];
  const partNames = () => {
    const boxOf = (element) => element.getBoundingClientRect();
    // A sign is smaller than its box.
    const within = ({ left, top, right, bottom }) => ({ left: left + 8, top: top + 8, right: right - 8, bottom: bottom - 8 });
    const taken = [...map.getPane('markerPane').querySelectorAll('.sign, .crowd')].map((sign) => within(boxOf(sign)));
    for (const name of map.getPane('places').querySelectorAll('.place')) {
      const isFree = (step) => {
        name.style.marginTop = `${step}px`;
        const box = boxOf(name);
        return !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      };
      const hidden = !STEPS.some(isFree);
      name.style.visibility = hidden ? 'hidden' : '';
      if (!hidden) taken.push(boxOf(name));
    }
  };
  let waits = false;
  const part = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      partSigns();
      partNames();
    });
  };
  map.on('zoomend layeradd layerremove', part);
  part();
};

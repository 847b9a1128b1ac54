/* In the offline map: the legend moves to the side, and a list holds everything that the map shows, layer by layer. */
(map, layers) => {
  const side = document.querySelector('.side');
  const words = side.querySelector('.words').dataset;
  const container = map.getContainer();
  container.setAttribute('role', 'main');
  container.setAttribute('aria-label', words.map);
  for (const way of ['in', 'out']) {
    const button = container.querySelector(`.leaflet-control-zoom-${way}`);
    button.title = words[way];
    button.setAttribute('aria-label', words[way]);
  }
  map.on('popupopen', ({ popup }) => popup.getElement().querySelector('.leaflet-popup-close-button').setAttribute('aria-label', words.close));
  side.querySelector('.layers').append(container.querySelector('.leaflet-control-layers'));
  // On a phone the map comes first.
  if (matchMedia('(max-width: 700px)').matches) side.querySelector('.legend').open = false;
  map.invalidateSize();

  const plain = (html) => new DOMParser().parseFromString(html, 'text/html').body.textContent;
  // A layer knows the pop-ups of all its things, and opens them as if they had been clicked.
  const open = (thing) => thing.fire('click', { latlng: thing.getLatLng ? thing.getLatLng() : thing.getBounds().getCenter() }, true);
  const show = ({ shapes, crowds }, thing) => {
    map.addLayer(crowds ?? shapes);
    if (crowds && thing.getLatLng) {
      crowds.zoomToShowLayer(thing, () => open(thing));
      return;
    }
    if (thing.getLatLng) map.setView(thing.getLatLng(), Math.max(map.getZoom(), 14), { animate: false });
    else map.fitBounds(thing.getBounds(), { animate: false });
    open(thing);
  };
  const fill = (part, layer) => {
    const things = layer.shapes.getLayers().filter(({ feature }) => feature.properties.name && !String(feature.id).endsWith('/shape'));
    const items = things.map((thing) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = plain(thing.feature.properties.name);
      button.addEventListener('click', () => show(layer, thing));
      const item = document.createElement('li');
      item.append(button);
      return item;
    });
    const list = document.createElement('ul');
    list.append(...items);
    part.append(list);
  };
  for (const layer of [...layers].reverse()) {
    const part = document.createElement('details');
    const name = document.createElement('summary');
    name.textContent = layer.title;
    part.append(name);
    // Written when somebody looks: a list of thousands would make the file slow to open.
    part.addEventListener('toggle', () => fill(part, layer), { once: true });
    side.querySelector('.list').append(part);
  }
};

/** The map in somebody else's page: the view of the address, pop-ups that open our pages, nothing else. */

import { element, readPageData } from '../page.js';
import { loadGlyphs } from '../map/icons.js';
import { listen, makeMap, showView } from '../map/map.js';
import { makeTip, openPopup } from '../map/popup.js';
import { VectorLayer } from '../map/vector-layer.js';
import { makeContext } from './context.js';
import { moveWithOthers } from './moving-together.js';
import { firstScene, showOn } from './scene.js';

const data = readPageData();
const context = makeContext(data);
const { t, store, format } = context;
const seen = store.get();
const map = makeMap(element('map'), { zoom: data.zoom, labels: { zoomIn: t('zoom_in'), zoomOut: t('zoom_out') } });
const layer = new VectorLayer(firstScene(context), { address: context.collections.tileAddress, onTrouble: () => undefined });
showView(map, seen.view, data.firstBox);
layer.addTo(map);
// A page of ours that holds two of them compares; elsewhere nobody is told.
if (isInOurs()) moveWithOthers(map);

const show = () => showOn(context, layer, seen);
show();
context.onScheme(show);

/** @param {import('../map/hit-test.js').Thing} thing @returns {string} */
const nameOf = ({ name, properties }) => (Number(properties.count) > 1 ? t('several', { count: format.number(Number(properties.count)) }) : name);
const tip = makeTip(map);
listen(map, layer, {
  onHover: (thing) => tip(thing ? nameOf(thing) : '', thing ? (context.infoOf(thing.collection)?.one ?? '') : ''),
  onChoose(things, at) {
    const [first] = things;
    if (!first) return;
    if (Number(first.properties.count) > 1 || !first.id) {
      map.setView([at.lat, at.lon], Math.min(map.getZoom() + 2, data.zoom.max));
      return;
    }
    const address = context.addressThen(first.collection, first.id);
    openPopup(map, at, [{ name: nameOf(first), kind: context.infoOf(first.collection)?.one ?? '', address, collection: first.collection, onOpen: () => window.open(address, '_blank', 'noopener') }]);
  },
});
for (const [theme, glyph] of await loadGlyphs(data.addresses.icons, data.themes)) context.glyphs.set(theme, glyph);
layer.requestPaint();
void document.fonts.ready.then(() => layer.requestPaint());

/** @returns {boolean} whether the page around the frame is ours: of another one the browser tells nothing */
function isInOurs() {
  try {
    return window.parent !== window && window.parent.location.origin === window.location.origin;
  } catch {
    return false;
  }
}

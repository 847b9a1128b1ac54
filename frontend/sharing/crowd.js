/* In the offline map, as on the screen: many things on one spot are a number in their form, larger where they are more, smaller where they are not the subject. */
(crowd, { title, form, fill, stroke, ink, share, least }) => {
  const count = crowd.getChildCount();
  const radius = Math.min(26, 8 + 3 * Math.log2(count) ** 0.9) * share;
  const size = 2 * Math.max(least, radius + 2);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '-23 -23 46 46');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  const path = document.createElementNS(svg.namespaceURI, 'path');
  for (const [name, value] of Object.entries({ d: form, fill, stroke, 'stroke-width': 2 })) path.setAttribute(name, value);
  svg.append(path);
  const words = document.createElement('b');
  words.textContent = count.toLocaleString(document.documentElement.lang);
  words.style.color = ink;
  const html = document.createElement('span');
  html.append(svg, words);
  return L.divIcon({ html, className: 'crowd', iconSize: [size, size] });
};

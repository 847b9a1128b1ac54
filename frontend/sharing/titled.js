/* In the offline map: a sign says its name to whoever points at it or hears the page. The name is escaped HTML. */
(feature, layer) => {
  if (layer.options.icon) layer.options.title = new DOMParser().parseFromString(feature.properties.name, 'text/html').body.textContent;
}

"""Settings of the maps on the pages."""

# Widest view of the map, CRS84: the south and the capital, where the demo data lies.
LEAFLET_CONFIG = {
    "DEFAULT_CENTER": (49.56, 6.05),
    "DEFAULT_ZOOM": 11,
    "MIN_ZOOM": 8,
    "MAX_ZOOM": 19,
    "TILES": [],
    "RESET_VIEW": False,
    "SCALE": "metric",
    "ATTRIBUTION_PREFIX": "",
    "NO_GLOBALS": False,
}

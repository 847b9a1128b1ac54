"""What answers about rasters look like."""

from api.shapes import (
    BINARY,
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    TEXTS,
    WHOLE,
    Schema,
    features_of,
    list_of,
    object_of,
    or_null,
)
from territory.suitability.zones import KINDS

SOURCE = object_of(publisher=TEXT, licence=TEXT, attribution=TEXT, released_on=DAY, crs=TEXT, nodata=TEXT)
CLASS = object_of(**{"from": or_null(NUMBER), "to": or_null(NUMBER), "colour": TEXT, "label": TEXT})
_ALWAYS = object_of(
    id=WHOLE,
    title=TEXTS,
    origin=TEXT,
    kind=TEXT,
    unit=TEXT,
    state=TEXT,
    progress_percent=WHOLE,
    problems=list_of({}),
    is_published=FLAG,
    recipe={"type": "object", "description": "Of a suitability map.", "additionalProperties": True},
    href=TEXT,
)
_ONCE_READY: Schema = {
    "crs": TEXT,
    "rows": WHOLE,
    "columns": WHOLE,
    "resolution_m": NUMBER,
    "bbox": {"type": "array", "items": NUMBER, "minItems": 4, "maxItems": 4},
    "minimum": or_null(NUMBER),
    "maximum": or_null(NUMBER),
    "known_share": or_null(NUMBER),
    "computed_at": or_null(MOMENT),
    "checksum": TEXT,
    "bytes": or_null(WHOLE),
    "legend": list_of(CLASS),
    "tiles": TEXT,
    "file": TEXT,
}
RASTER: Schema = {
    **_ALWAYS,
    "description": "“source” of what was uploaded; grid, legend and addresses once it is ready.",
    "properties": {**_ALWAYS["properties"], "source": SOURCE, **_ONCE_READY},
}
RASTERS = object_of(rasters=list_of(RASTER))
PART = object_of(
    raster=WHOLE,
    title=TEXT,
    value=or_null(NUMBER),
    unit=TEXT,
    score=or_null(NUMBER),
    weight_share=NUMBER,
    contribution=or_null(NUMBER),
)
VALUE = object_of(
    **{"value": or_null(NUMBER), "unit": TEXT, "class": or_null(TEXT)}, parts=list_of(PART), sentences=list_of(TEXT)
)
ZONES = object_of(
    by={"type": "string", "enum": list(KINDS)},
    unit=TEXT,
    threshold=or_null(NUMBER),
    zones=list_of(
        object_of(
            id=WHOLE,
            code=TEXT,
            name=TEXT,
            **dict.fromkeys(("mean", "minimum", "maximum", "sum", "share_at_least", "known_share"), or_null(NUMBER)),
        )
    ),
)
CELLS = features_of(object_of(rank=WHOLE, value=NUMBER))
ANSWERS: dict[str, Schema] = {
    "list": RASTERS,
    "create": RASTER,
    "retrieve": RASTER,
    "value": VALUE,
    "zones": ZONES,
    "cells": CELLS,
    "file": BINARY,
}

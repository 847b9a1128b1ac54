"""Rasters: uploaded, derived and weighed, shown to everyone, taken away."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import Polygon
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from layers.rasters.models import RasterLayer, RasterOrigin, RasterState
from territory.suitability import rules
from tests.frontend.feature_acts.acts import Act, delete, insert, is_shown, now, update
from tests.territory.suitability.making import noise
from tests.tiny_land import TinyLand, box

RECIPE = {"derivation": "job-density", "area": "alles", "resolution_m": 100, "day": "2026-05-01"}
SENT = {
    "kind": "quantity",
    "unit": "dB",
    "publisher": "Commune",
    "licence": "CC0-1.0",
    "released_on": "2026-01-01",
    "title_de": "Lärm",
}


def _ready(maker: Any, origin: str, *, is_published: bool) -> RasterLayer:
    box_m = Polygon.from_ewkt(box(0, 0, 3000, 4000).ewkt)
    return RasterLayer.objects.create(
        title_de="Karte",
        origin=origin,
        kind="quantity",
        recipe=RECIPE,
        state=RasterState.READY,
        footprint=box_m,
        resolution_m=100,
        minimum=0,
        maximum=1,
        known_share=1,
        breaks=[0, 0.5, 1],
        checksum="0" * 64,
        is_published=is_published,
        made_by=maker,
        computed_at=timezone.now(),
    )


def acts_with_rasters(land: TinyLand) -> list[Act]:
    with tempfile.TemporaryDirectory() as folder:
        geotiff = noise(Path(folder)).read_bytes()
    kept = [
        (
            f"{origin} by {maker}, published: {is_published}",
            _ready(getattr(land, maker), origin, is_published=is_published),
        )
        for maker, origin in (
            ("moderator", RasterOrigin.DERIVED),
            ("park_manager", RasterOrigin.SUITABILITY),
            ("coordinator", RasterOrigin.SUITABILITY),
        )
        for is_published in (False, True)
    ]
    known = {layer.pk for _words, layer in kept}
    weighed = next(layer for words, layer in kept if layer.is_published)
    criteria = [{"raster": weighed.pk, "curve": {"kind": "linear-up", "low": 0, "high": 1}, "weight": 1}]
    anywhere = [("anywhere", land)]

    def is_made(origin: str) -> Any:
        return lambda _land, _answer: RasterLayer.objects.filter(origin=origin).exclude(pk__in=known).exists()

    def row(origin: str) -> Any:
        return lambda person, _land: insert(
            RasterLayer(title="x", title_de="x", origin=origin, kind="quantity", recipe=RECIPE, made_by=person)
        )

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("laerm.tif", geotiff, "image/tiff")

    def upload(door: Any) -> Any:
        return door.client.post("/api/v1/rasters/uploads/", {**SENT, "file": file()}, headers=door.headers)

    return [
        Act(
            "upload a raster",
            anywhere,
            lambda user, _land: rules.can_add_rasters(user),
            is_made(RasterOrigin.UPLOADED),
            lambda client, _land: client.post("/de/suitability/upload/", {**SENT, "file": file()}),
            lambda door, _land: upload(door),
        ),
        Act(
            "derive a raster",
            anywhere,
            lambda user, _land: rules.can_add_rasters(user),
            is_made(RasterOrigin.DERIVED),
            lambda client, _land: client.post(
                "/de/suitability/derive/", {"derivation": "job-density", "area": "alles", "resolution_m": "100"}
            ),
            lambda door, _land: door.ask(
                "post", "rasters/derivations/", {"derivation": "job-density", "area": "alles", "resolution_m": 100}
            ),
            row(RasterOrigin.DERIVED),
        ),
        Act(
            "weigh rasters into a map",
            anywhere,
            lambda user, _land: rules.can_compose(user),
            is_made(RasterOrigin.SUITABILITY),
            None,
            lambda door, _land: door.ask("post", "rasters/", {"title": {"de": "Karte"}, "criteria": criteria}),
            row(RasterOrigin.SUITABILITY),
        ),
        Act(
            "read a raster",
            kept,
            rules.can_see,
            is_shown,
            lambda client, layer: client.get(f"/de/suitability/{layer.pk}/"),
            lambda door, layer: door.ask("get", f"rasters/{layer.pk}/"),
        ),
        Act(
            "publish a raster",
            [(words, layer) for words, layer in kept if not layer.is_published],
            rules.can_publish,
            lambda layer, _answer: now(layer).is_published,
            lambda client, layer: client.post(f"/de/suitability/{layer.pk}/publish/", {"published": "yes"}),
            None,
            lambda _person, layer: update(layer, "is_published = true"),
        ),
        Act(
            "take a raster away",
            kept,
            rules.can_change,
            lambda layer, _answer: now(layer) is None,
            lambda client, layer: client.post(f"/de/suitability/{layer.pk}/remove/"),
            lambda door, layer: door.ask("delete", f"rasters/{layer.pk}/"),
            lambda _person, layer: delete(layer),
        ),
    ]

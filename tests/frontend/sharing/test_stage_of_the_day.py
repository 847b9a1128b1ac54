"""The map, its list, its tiles, its files and its drawing show the stage of the day that is looked at."""

import io
import json
import zipfile

import mapbox_vector_tile
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from frontend.sharing.map_view import read_view
from frontend.sharing.seen_rows import seen_layers
from territory.contributions.models import State
from territory.contributions.stages import move_stage
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.test_stages import begun
from tests.tiny_land import TinyLand


def test_lists_tiles_and_files_show_the_stage_of_the_chosen_day(tiny_land: TinyLand, client: Client) -> None:
    """A pilot since 2022 that runs since 2024, and what is known of both clocks."""
    editor = tiny_land.editor_westen
    shuttle = begun(tiny_land, stage="pilot", stage_on="2022-03-01")
    LocalInitiative.objects.filter(pk=shuttle.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    shuttle.refresh_from_db()
    move_stage(shuttle, editor, "running", "2024-05-01", "Every day since.")
    seen = {
        "2021-12-31": None,
        "2022-03-01": "pilot",
        "2024-04-30": "pilot",
        "2024-05-01": "running",
        "2023-01-01/2024-12-31": "pilot",  # a period shows its first day
        "../2024-12-31": "running",
        "": "running",
    }
    for days, stage in seen.items():
        asked = {"datetime": days} if days else {}
        items = client.get("/ogc/collections/local-initiatives/items", asked).json()["features"]
        assert [each["properties"]["stage"] for each in items] == [stage], days
        summary = client.get("/api/v1/summary", {"collections": "local-initiatives", **asked}).json()
        assert [each["properties"]["stage"] for each in summary["local-initiatives"]["features"]] == [stage], days
        tile = client.get("/ogc/collections/local-initiatives/tiles/WebMercatorQuad/0/0/0", asked)
        (feature,) = mapbox_vector_tile.decode(tile.content)["local-initiatives"]["features"]
        assert feature["properties"].get("stage") == stage, days
        for wanted in ("pilot", "running"):
            found = client.get("/ogc/collections/local-initiatives/items", {"stage": wanted, **asked}).json()
            assert found["numberMatched"] == (stage == wanted), (days, wanted)
    for on, stage in {"2021-12-31": None, "2023-06-01": "pilot", "2025-01-01": "running", "": "running"}.items():
        # A file, and with a filter on what is drawn for print.
        response = client.get("/de/share/data/geojson/", {"on": on} if on else {})
        packed = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        found = json.loads(packed.read("local-initiatives.geojson"))["features"]
        assert [each["properties"]["stage"] for each in found] == [stage], on
        view = read_view({"on": on, "stage": "pilot"} if on else {"stage": "pilot"})
        (layer,) = [each for each in seen_layers(view, AnonymousUser()) if each.collection.id == "local-initiatives"]
        assert layer.rows.count() == (stage == "pilot"), on

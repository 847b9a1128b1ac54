"""Where static files are collected, a page gets few files; the sources stay as they are."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management.base import CommandError

from frontend import bundles
from frontend.bundles import BundledFiles, bundle, bundled
from tests.frontend.test_map_page import JS


@pytest.fixture
def collected(tmp_path):
    """Our own static files and Leaflet, as collectstatic lays them."""
    shutil.copytree(JS.parent, tmp_path / "frontend")
    shutil.copytree(Path(finders.find("leaflet/leaflet.css")).parent, tmp_path / "leaflet")
    return tmp_path


def test_the_map_starts_with_few_scripts_and_loads_the_rest_on_use(collected):
    bundle(collected)
    files = bundled(str(collected))["frontend/js/atlas.js"]
    assert files[0] == "frontend/js/atlas.js"
    assert len(files) <= 3
    text = "".join((collected / name).read_text() for name in files)
    # Whatever is imported at the start is among them, libraries included; what is loaded on use is not.
    imported = re.findall(r'(?:from|import)"((?:\.|@|pbf)[^"]*)"', text)
    assert {name.rpartition("/")[2] for name in imported} <= {name.rpartition("/")[2] for name in files}
    assert "tilesUnder" not in text  # minified
    on_use = set(re.findall(r'import\("([^"]+)"\)', text))
    assert any("nearby" in name for name in on_use)
    assert all((collected / "frontend/js" / name).exists() for name in on_use)


def test_the_worker_of_the_map_is_one_file_that_needs_no_import_map(collected):
    bundle(collected)
    text = (collected / "frontend/js/worker/tiles.js").read_text()
    assert "import" not in re.sub(r'"[^"]*"', "", text)
    # Its address is told from where the module lies that starts it: beside the others that are loaded on use.
    starts = [part for part in (collected / "frontend/js").rglob("*.js") if "../worker/tiles.js" in part.read_text()]
    made = [part for part in starts if part.parent.name == "parts"]
    assert {part.parent.name for part in starts} == {"parts", "map"}
    assert all('new URL("../worker/tiles.js",import.meta.url)' in part.read_text() for part in made)


def test_a_sheet_holds_its_parts_in_their_order(collected):
    bundle(collected)
    sheet = (collected / "frontend/css/atlas.css").read_text()
    assert "@import" not in sheet
    assert sheet.index(".leaflet-pane") < sheet.index(".map__canvas") < sheet.index(".legend")
    assert "url(../vendor/source-sans-3.woff2)" in (collected / "frontend/css/frame.css").read_text()


def test_bundling_again_starts_from_the_sources(collected):
    bundle(collected)
    first = (collected / "frontend/js/atlas.js").read_text()
    bundle(collected)
    assert (collected / "frontend/js/atlas.js").read_text() == first
    assert "@import" in (JS.parent / "css/atlas.css").read_text()


def test_what_is_bundled_is_compressed_too(collected, settings):
    storage = BundledFiles(location=str(collected), base_url="/static/")
    done = {compressed for _path, compressed, _processed in storage.post_process({})}
    assert {"frontend/js/atlas.js.br", "frontend/css/atlas.css.br", "leaflet/leaflet.js.br"} <= done
    assert not any("admin" in name for name in done)


def test_without_the_bundler_the_files_stay_as_they_are(collected, monkeypatch, caplog):
    monkeypatch.setattr(bundles.sys, "executable", str(collected / "python"))
    assert bundle(collected) == []
    assert bundled(str(collected / "elsewhere")) == {}
    assert (collected / "frontend/js/atlas.js").read_text() == (JS / "atlas.js").read_text()
    assert "no Bun" in caplog.text


def test_a_script_that_cannot_be_read_stops_collecting(collected):
    (collected / "frontend/js/geo/bbox.js").write_text("export const = ;")
    with pytest.raises(CommandError, match=re.escape("js/atlas.js")):
        bundle(collected)


def test_the_page_preloads_the_bundle_where_there_is_one(collected, settings, db, client):
    (collected / "frontend/bundles.json").write_text(
        json.dumps({"frontend/js/atlas.js": ["frontend/js/atlas.js", "frontend/js/parts/a-1.js"]})
    )
    settings.STATIC_ROOT = collected
    page = client.get("/en/").content.decode()
    preloaded = re.findall(r'modulepreload" href="[^"]*/(frontend/js/[^"]+)"', page)
    assert preloaded == ["frontend/js/atlas.js", "frontend/js/parts/a-1.js"]

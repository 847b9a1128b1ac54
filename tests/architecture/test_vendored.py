"""The vendored libraries are what vendor.json says; bin/vendor.js compares them with npm."""

import hashlib
import json

from tests.architecture.checkout import ROOT

FOLDER = ROOT / "frontend/static/frontend/vendor"
ENTRIES = json.loads((FOLDER / "vendor.json").read_text())


def test_checksums_hold() -> None:
    assert ENTRIES
    for entry in ENTRIES:
        assert (
            hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        ), entry["file"]


def test_each_names_version_and_licence_as_pinned() -> None:
    pinned = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    for entry in ENTRIES:
        assert entry["version"] == pinned[entry["name"]], "make vendor"
        assert entry["licence"]
        assert entry["name"] in (FOLDER / "LICENCES.txt").read_text()


def test_nothing_else_lies_in_the_folder() -> None:
    known = {entry["file"] for entry in ENTRIES} | {"vendor.json", "LICENCES.txt"}
    assert {path.name for path in FOLDER.iterdir()} == known

"""docs/architecture.md and docs/decisions/ name files that exist."""

import re

import pytest

from tests.architecture.checkout import ROOT

PAGES = [ROOT / "docs" / "architecture.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
FOLDERS = "api|benchmarks|bin|config|docs|fixtures|frontend|layers|requirements|territory|tests"
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_paths_on_the_page_exist(page):
    missing = {path for path in PATH.findall(page.read_text()) if not (ROOT / path).exists()}
    assert missing == set()


def test_the_page_names_every_package():
    text = PAGES[0].read_text()
    packages = {
        f"{app}/{folder.name}/"
        for app in ("layers", "territory")
        for folder in (ROOT / app).iterdir()
        if (folder / "__init__.py").exists() and folder.name not in {"management", "migrations"}
    }
    assert {package for package in packages if f"`{package}" not in text} == set()

"""Files of tests lie in a folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path / "files"

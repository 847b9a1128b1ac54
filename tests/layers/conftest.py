"""Fixtures for the tests of the land."""

from pathlib import Path

import pytest

from tests.layers.sources.files import OFFICIAL_DATA


@pytest.fixture
def official() -> Path:
    """The folder of official releases beside the checkout."""
    if not OFFICIAL_DATA.is_dir():
        pytest.skip("the official releases are not beside this checkout (../shared/data)")
    return OFFICIAL_DATA

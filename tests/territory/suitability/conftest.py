"""A land with a stop and jobs, and a folder for the files of rasters."""

import datetime

import pytest

from layers.transit.models import TransitStop
from territory.companies.models import Company, Establishment
from territory.people.models import User
from tests.tiny_land import at


@pytest.fixture(autouse=True)
def rasters_dir(settings, tmp_path):
    settings.RASTERS_DIR = tmp_path / "rasters"
    return settings.RASTERS_DIR


@pytest.fixture
def land(tiny_land):
    """The tiny land (6 km × 6 km) with a stop at (1025, 1025) and 100 jobs at (2025, 1025)."""
    TransitStop.objects.create(
        release=tiny_land.release,
        gtfs_stop_id="0001",
        name="Haltestelle",
        gtfs_name="Haltestelle",
        location=at(1025, 1025),
        opened_on=datetime.date(2024, 7, 7),
    )
    company = Company.objects.create(name="Bäckerei")
    Establishment.objects.create(
        company=company, name="Bäckerei", location=at(2025, 1025), nace_section="C", nace_code="10.7", jobs=100
    )
    User.objects.update(language="en")  # in which the reasons are kept
    for name in ("moderator", "administrator", "coordinator"):
        getattr(tiny_land, name).refresh_from_db()
    return tiny_land

"""Loading: once and whole, or not at all."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.sources.models import Source
from territory.companies.models import Company
from territory.cooperation.models import CooperationProject
from territory.demo.load import load
from territory.errors import Refused
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService
from tests.tiny_land import TinyLand

from .conftest import FIXTURES

KINDS = (LocalInitiative, CooperationProject, PooledService)


def test_steps_are_told(db, capsys):
    call_command("load_demo")
    told = capsys.readouterr().out
    for word in (
        "land",
        "organisations",
        "establishments",
        "working groups",
        "initiatives",
        "loaded in",
    ):
        assert word in told


@pytest.mark.parametrize("leftover", ["land", "organisation", "company"])
def test_a_database_of_somebody_else_is_left_alone(db, leftover):
    if leftover == "land":
        TinyLand()
    elif leftover == "organisation":
        Organisation.objects.create(slug="real", name="Real", kind="authority")
    else:
        Company.objects.create(name="Real")
    before = Organisation.objects.count(), Commune.objects.count(), User.objects.count()
    with pytest.raises(CommandError, match=r"not the demonstration's.*Nothing was changed"):
        call_command("load_demo")
    assert (Organisation.objects.count(), Commune.objects.count(), User.objects.count()) == before
    assert not Source.objects.filter(code="demo-content").exists()


@pytest.fixture
def broken_fixtures(tmp_path) -> Path:
    """The fixtures with a mistake in their very last row."""
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))
    path = folder / "territory" / "pooled_services.geojson"
    collection = json.loads(path.read_text())
    collection["features"][-1]["properties"]["theme"] = "no-such-theme"
    path.write_text(json.dumps(collection))
    return folder


def test_a_loading_that_breaks_off_leaves_nothing_and_can_be_repeated(db, broken_fixtures):
    with pytest.raises(Refused, match="no-such-theme"):
        load(broken_fixtures, say=lambda _line: None)
    for model in (Commune, BusinessPark, Organisation, Company, User, Source, *KINDS):
        assert not model.objects.exists(), model
    assert load(FIXTURES, say=lambda _line: None)


def test_without_the_demonstration_there_are_no_demo_accounts(db, tmp_path):
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_accounts", write=tmp_path / "demo.json", base_url="http://x")
    assert not User.objects.exists()
    assert not list(tmp_path.iterdir())

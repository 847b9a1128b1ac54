"""The official releases without a network: the portal is played by bytes in memory."""

import datetime
import email.message
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from layers.communes.models import Commune
from layers.sources import official
from layers.sources.official import OFFICIAL_RELEASES, NoAnswer, fetch
from tests.layers.sources.files import WESTEN, collection, commune

COMMUNES, TRANSIT, _PAG = OFFICIAL_RELEASES
CATALOGUE = f"{official.PORTAL}/api/1/datasets/{COMMUNES.slug}/"
FILE = "https://download.data.public.lu/communes.geojson"
GOOD = json.dumps(collection([commune(WESTEN, "0901", "Westen")])).encode()


class Answer(io.BytesIO):
    def __init__(self, content: bytes, **headers: str) -> None:
        super().__init__(content)
        self.headers = email.message.Message()
        for name, value in headers.items():
            self.headers[name.replace("_", "-")] = value


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """Addresses that answer; all others do not."""
    answers: dict[str, Answer] = {}

    def open_address(address: str) -> Answer:
        if address not in answers:
            raise NoAnswer(f"{address} does not answer.")
        return answers[address]

    monkeypatch.setattr(official, "open_address", open_address)
    return answers


def catalogue_of(*resources: dict[str, str]) -> Answer:
    return Answer(json.dumps({"resources": list(resources)}).encode())


def test_the_newest_file_of_the_catalogue_is_taken_with_its_date(portal: dict[str, Answer], tmp_path: Path) -> None:
    portal[f"{official.PORTAL}/api/1/datasets/{TRANSIT.slug}/"] = catalogue_of(
        {"url": "https://x/old.zip", "last_modified": "2026-09-30T08:00:00"},
        {
            "url": "https://x/new.zip",
            "latest": "https://x/r/new",
            "last_modified": "2026-10-07T08:00:00",
        },
        {"url": "https://x/readme.pdf", "last_modified": "2026-11-01T08:00:00"},
    )
    portal["https://x/r/new"] = Answer(b"content")

    delivered = fetch(TRANSIT, tmp_path)

    assert delivered.path.read_bytes() == b"content"
    assert delivered.released_on == datetime.date(2026, 10, 7)
    assert delivered.source.code == "atp-gtfs"


def test_a_silent_catalogue_leaves_the_stable_address(portal: dict[str, Answer], tmp_path: Path) -> None:
    portal[COMMUNES.stable_address] = Answer(GOOD, Last_Modified="Fri, 01 Sep 2023 10:00:00 GMT")

    assert fetch(COMMUNES, tmp_path).released_on == datetime.date(2023, 9, 1)


def test_a_catalogue_without_the_file_says_so(portal: dict[str, Answer], tmp_path: Path) -> None:
    portal[f"{official.PORTAL}/api/1/datasets/{TRANSIT.slug}/"] = catalogue_of()

    with pytest.raises(NoAnswer, match="no longer lists the file"):
        fetch(TRANSIT, tmp_path)


def test_a_file_that_is_too_large_is_not_kept(
    portal: dict[str, Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(official, "MAX_FILE_BYTES", 10)
    portal[COMMUNES.stable_address] = Answer(b"x" * 11)

    with pytest.raises(NoAnswer, match="sends more than"):
        fetch(COMMUNES, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_only_https_is_asked() -> None:
    with pytest.raises(NoAnswer, match="not an https address"):
        official.open_address("http://data.public.lu/")


@pytest.mark.django_db
def test_official_communes_are_imported(
    portal: dict[str, Answer], tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    portal[CATALOGUE] = catalogue_of(
        {"id": "16103fa4-7ff1-486a-88bc-5018353957ea", "url": FILE, "last_modified": "2025"}
    )
    portal[FILE] = Answer(GOOD)

    call_command("official_releases", "communes")

    assert Commune.objects.get().name_fr == "Westen"
    assert "Written." in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.usefixtures("portal")
def test_without_a_network_each_dataset_says_so_and_nothing_changes(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]

    with pytest.raises(CommandError, match="3 of 3 official releases were not imported"):
        call_command("official_releases")

    said = capsys.readouterr().err.strip().splitlines()
    assert [line.split(":")[0] for line in said] == ["Communes", "Tram", "Construction zones"]
    assert all(line.endswith("does not answer. Nothing has been changed.") for line in said)
    assert not Commune.objects.exists()


def test_an_unknown_dataset_names_those_that_are_known() -> None:
    with pytest.raises(CommandError, match="known are communes, transit, construction-zones"):
        call_command("official_releases", "weather")

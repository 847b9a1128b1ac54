import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from layers.communes.models import Commune
from layers.sources.models import Release
from tests.layers.sources.files import FIXTURES_LAND, OSTEN, WESTEN, commune, write_geojson

pytestmark = pytest.mark.django_db


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_geojson(tmp_path / "good.geojson", [commune(WESTEN, "0901", "Westen")])


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_layer", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_without_apply_the_plan_is_shown_and_nothing_written(good: Path) -> None:
    printed = run("communes", good)

    assert "+ commune 0901 Westen" in printed
    assert "--apply writes it" in printed
    assert not Commune.objects.exists()


@pytest.mark.parametrize("name", ["transit", "gtfs-tram", "gtfs_tram", "tram"])
def test_the_tram_is_known_by_several_names(name: str) -> None:
    assert "+ section Lycée" in run(name, FIXTURES_LAND / "tram", "--openings", FIXTURES_LAND / "tram_openings.csv")


def test_apply_writes_and_the_second_time_has_nothing_to_do(good: Path) -> None:
    assert "Written." in run("communes", good, "--apply", "--released-on", "2023-09-01")
    assert Release.objects.get().released_on.isoformat() == "2023-09-01"
    assert "Nothing to do" in run("communes", good, "--apply")


def test_a_refused_row_is_printed_and_the_command_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_geojson(tmp_path / "a.geojson", [commune(WESTEN, "0901", "Westen"), commune(OSTEN, "902", "Osten")])

    with pytest.raises(CommandError, match="1 refusal; nothing has been written") as failure:
        call_command("import_layer", "communes", str(path), "--apply")

    assert failure.value.returncode == 1
    assert "! row 2 (902 Osten): LAU2" in capsys.readouterr().out
    assert not Commune.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["communes", "nothing.geojson"], "There is no file nothing.geojson."),
        (["communes", __file__], "is none of the formats that are read"),
        (["communes", __file__, "--source", "nobody"], "There is no source “nobody”"),
        (["transit", __file__], "neither a folder nor a zip file"),
        (["regions", __file__], "is not readable JSON"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("import_layer", *arguments)

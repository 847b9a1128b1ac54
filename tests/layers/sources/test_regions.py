import datetime
import json
from pathlib import Path

import pytest

from layers.communes.models import Commune, Region, RegionMembership
from layers.errors import UnreadableFile
from layers.sources.apply import apply_delivery
from layers.sources.plan import Plan
from tests.layers.sources.files import delivery, reasons, touched
from tests.tiny_land import TinyLand

pytestmark = pytest.mark.django_db
SINCE = "2020-01-01"


def apply_of(folder: Path, dataset: str, content: object) -> Plan:
    path = folder / f"{dataset}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return apply_delivery(delivery(dataset, path))


def region(*codes: str, **more: object) -> dict[str, object]:
    members = [{"lau2": code, "valid_from": SINCE} for code in codes]
    return {"code": "ost", "name_fr": "Est", "valid_from": SINCE, "members": members, **more}


def test_a_region_comes_with_its_members_and_their_days(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, "regions", [region("0902", "0903", name_de="Ost")])

    stored = Region.objects.get(code="ost")
    assert (stored.name_fr, stored.name_de, stored.release.source.code) == ("Est", "Ost", "regions")
    assert set(stored.communes.values_list("lau2_code", flat=True)) == {"0902", "0903"}
    assert not Commune.objects.in_region("ost", datetime.date(2019, 12, 31))
    assert apply_of(tmp_path, "regions", [region("0902", "0903", name_de="Ost")]).changes == []


def test_a_member_that_left_is_kept_with_its_last_day(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, "regions", [region("0902", "0903")])
    left = region("0902")
    left["members"] = [
        *left["members"],
        {"lau2": "0903", "valid_from": SINCE, "valid_until": "2025-01-01"},
    ]  # type: ignore[misc]

    plan = apply_of(tmp_path, "regions", [left])

    assert touched(plan) == {"changed": ["0903 – ost"]}
    assert len(Commune.objects.in_region("ost", datetime.date(2024, 12, 31))) == 2
    assert len(Commune.objects.in_region("ost", datetime.date(2025, 1, 1))) == 1
    assert apply_of(tmp_path, "regions", [left]).changes == []


def test_a_member_that_is_no_longer_listed_goes(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, "regions", [region("0902", "0903")])

    apply_of(tmp_path, "regions", [region("0902")])

    assert RegionMembership.objects.filter(region__code="ost").count() == 1
    assert RegionMembership.objects.filter(region__code="alles").count() == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (region("0999"), "0999: there is no such commune: import the boundaries first"),
        (region("0902", "0902"), "0902: it stands twice among the members"),
        (region("0902", name_fr=None), "it has no name in any language"),
        (region("0902", valid_from="once"), "column valid_from has “once”"),
    ],
)
def test_what_is_wrong_is_refused(tiny_land: TinyLand, tmp_path: Path, wrong: dict[str, object], sentence: str) -> None:
    plan = apply_of(tmp_path, "regions", [wrong])

    assert sentence in reasons(plan)
    assert not Region.objects.filter(code="ost").exists()


def test_missing_members_of_an_object_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"regions\.json, row 1, lacks the columns valid_from, members"):
        apply_of(tmp_path, "regions", [{"code": "ost"}])


def test_names_and_the_newest_population_are_added_to_what_is_there(tiny_land: TinyLand, tmp_path: Path) -> None:
    release = tiny_land.westen.release
    counts = {"2023-01-01": 10, "2026-01-01": 12}

    apply_of(tmp_path, "commune-names", [{"lau2": "0901", "name_lb": "Weste", "population": counts}])

    tiny_land.westen.refresh_from_db()
    assert (tiny_land.westen.name_lb, tiny_land.westen.population) == ("Weste", 12)
    assert tiny_land.westen.population_on == datetime.date(2026, 1, 1)
    # The row goes on naming the release of its boundary.
    assert tiny_land.westen.release == release


def test_names_of_a_commune_that_is_not_there_are_refused(tiny_land: TinyLand, tmp_path: Path) -> None:
    plan = apply_of(tmp_path, "commune-names", [{"lau2": "0102", "name_lb": "x"}, {"lau2": 901, "name_lb": "x"}])

    assert "row 1 (0102): there is no commune 0102: import the boundaries first" in reasons(plan)
    assert "row 2 (901): LAU2 “901” is not text of four digits" in reasons(plan)

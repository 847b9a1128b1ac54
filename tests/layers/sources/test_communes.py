import datetime
import shutil
from pathlib import Path

import pytest
from django.contrib.gis.geos import Point

from layers.communes.models import Commune, RegionMembership
from layers.crs import in_storage_crs
from layers.errors import UnreadableFile
from layers.sources.apply import apply_delivery
from layers.sources.columns import MissingColumns
from layers.sources.communes import code_finding
from layers.sources.models import ImportRun, Release
from layers.sources.plan import Plan, plan_delivery
from tests.layers.sources.files import (
    OSTEN,
    WESTEN,
    commune,
    delivery,
    reasons,
    touched,
    write_geojson,
)
from tests.tiny_land import START, TinyLand, box

pytestmark = pytest.mark.django_db
NEW_DAY = datetime.date(2025, 9, 1)
# Westen as the tiny land has it, and 100 m longer to the north.
LONGER = box(0, 0, 3000, 4100)


def plan_of(path: Path, features: list[dict[str, object]], **how: object) -> Plan:
    return plan_delivery(delivery("communes", write_geojson(path / "communes.geojson", features), **how))


def apply_of(path: Path, features: list[dict[str, object]], **how: object) -> Plan:
    return apply_delivery(delivery("communes", write_geojson(path / "communes.geojson", features), **how))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("0204", ""),
        ("1209", ""),
        ("204", "“0204” would be right"),
        (204, "“0204” would be right"),
        (204.0, "“0204” would be right"),
        ("", "column LAU2 is empty"),
        (None, "column LAU2 is empty"),
        ("C026", "not a code of four digits"),
        ("02045", "not a code of four digits"),
        ("1304", "must be the number of a canton"),
    ],
)
def test_a_code_that_is_none_says_what_would_be_right(code: object, sentence: str) -> None:
    found = code_finding(code)

    assert sentence in found
    assert bool(found) == bool(sentence)


def test_new_communes_are_added_from_the_day_of_the_release(tmp_path: Path) -> None:
    plan = apply_of(tmp_path, [commune(WESTEN, "0901", "Westen"), commune(OSTEN, "0902", "Osten")])

    assert touched(plan) == {"added": ["0901 Westen", "0902 Osten"]}
    stored = Commune.objects.get(lau2_code="0901")
    assert (stored.name_fr, stored.canton, stored.valid_from) == (
        "Westen",
        "Capellen",
        datetime.date(2024, 1, 1),
    )
    assert stored.boundary.area == pytest.approx(12_000_000, abs=100)
    assert str(stored.release.source) == "Limites administratives du Grand-Duché de Luxembourg"


def test_communes_are_found_by_their_code_not_by_their_name(tiny_land: TinyLand, tmp_path: Path) -> None:
    plan = apply_of(tmp_path, [commune(WESTEN, "0901", "Westen-sur-Mer")])

    assert touched(plan) == {"changed": ["0901 Westen-sur-Mer"]}
    tiny_land.westen.refresh_from_db()
    assert tiny_land.westen.name_fr == "Westen-sur-Mer"


def test_a_file_with_one_name_keeps_the_names_in_other_languages(tiny_land: TinyLand, tmp_path: Path) -> None:
    Commune.objects.filter(lau2_code="0901").update(name_lb="Westen (lb)", population=1234)

    apply_of(tmp_path, [commune(LONGER, "0901", "Ouest")])

    tiny_land.westen.refresh_from_db()
    assert (tiny_land.westen.name_fr, tiny_land.westen.name_lb) == ("Ouest", "Westen (lb)")
    assert tiny_land.westen.population == 1234


def test_a_file_may_carry_names_in_other_languages(tmp_path: Path) -> None:
    apply_of(tmp_path, [commune(WESTEN, "0901", "Ouest", NAME_DE="Westen", NAME_LB="Weste")])

    stored = Commune.objects.get()
    assert (stored.name_fr, stored.name_de, stored.name_lb) == ("Ouest", "Westen", "Weste")


def test_a_partial_file_removes_nothing_and_says_so(tiny_land: TinyLand, tmp_path: Path) -> None:
    plan = apply_of(tmp_path, [commune(LONGER, "0901", "Westen")])

    assert touched(plan) == {"changed": ["0901 Westen"]}
    assert any("2 rows of the table (commune) are not in the file and stay" in note for note in plan.notes)
    assert Commune.objects.filter(valid_until__isnull=True).count() == 3


def test_a_complete_file_must_say_since_when_the_others_are_gone(tiny_land: TinyLand, tmp_path: Path) -> None:
    plan = apply_of(tmp_path, [commune(LONGER, "0901", "Westen")], is_complete=True)

    assert "say with --valid-from since when it no longer exists" in reasons(plan)
    assert Commune.objects.filter(valid_until__isnull=True).count() == 3


def test_a_merger_ends_the_old_communes_and_keeps_them(tiny_land: TinyLand, tmp_path: Path) -> None:
    merged = commune(box(0, 0, 6000, 4000), "0901", "Westosten")
    south = commune(box(0, -2000, 6000, 0), "0903", "Süden")

    plan = apply_of(tmp_path, [merged, south], is_complete=True, valid_from=NEW_DAY)

    assert touched(plan)["ended"] == ["0902 Osten"]
    assert {one.lau2_code for one in Commune.objects.valid_on(NEW_DAY)} == {"0901", "0903"}
    before = Commune.objects.valid_on(NEW_DAY - datetime.timedelta(days=1))
    assert {one.lau2_code for one in before} == {"0901", "0902", "0903"}


def test_a_new_boundary_without_a_day_corrects_the_old_one(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, [commune(LONGER, "0901", "Westen")])

    stored = Commune.objects.get(lau2_code="0901")
    assert stored.valid_from == START
    assert stored.boundary.area == pytest.approx(3000 * 4100, abs=100)


def test_a_new_boundary_from_a_day_on_keeps_the_old_one_as_history(tiny_land: TinyLand, tmp_path: Path) -> None:
    plan = apply_of(tmp_path, [commune(LONGER, "0901", "Westen")], valid_from=NEW_DAY)

    assert touched(plan) == {"succeeded": ["0901 Westen"]}
    old, new = Commune.objects.filter(lau2_code="0901").order_by("valid_from")
    assert (old.valid_from, old.valid_until, old.boundary.area) == (START, NEW_DAY, 12_000_000)
    assert (new.valid_from, new.valid_until) == (NEW_DAY, None)
    # Mandates point at the commune that holds, so it keeps its row.
    assert new.pk == tiny_land.westen.pk


def test_the_regions_of_a_commune_are_kept_through_its_history(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, [commune(LONGER, "0901", "Westen")], valid_from=NEW_DAY)

    for day in (NEW_DAY, NEW_DAY - datetime.timedelta(days=1)):
        on_day = Commune.objects.valid_on(day).in_region("nord", day)
        assert sorted(one.lau2_code for one in on_day) == ["0901", "0902"]
    assert RegionMembership.objects.filter(commune__lau2_code="0901", region__code="nord").count() == 2


def test_a_new_boundary_from_a_day_on_is_applied_once(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, [commune(LONGER, "0901", "Westen")], valid_from=NEW_DAY)

    again = apply_of(tmp_path, [commune(LONGER, "0901", "Westen")], valid_from=NEW_DAY)

    assert again.changes == []
    assert Commune.objects.filter(lau2_code="0901").count() == 2


def test_a_commune_that_ended_comes_back_only_on_a_later_day(tiny_land: TinyLand, tmp_path: Path) -> None:
    Commune.objects.filter(lau2_code="0902").update(valid_until=NEW_DAY)

    plan = plan_of(tmp_path, [commune(OSTEN, "0902", "Osten")])

    assert "commune 0902 ended on 2025-09-01" in reasons(plan)


def test_missing_columns_are_named_together_with_those_found(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "a.geojson", [{"type": "Feature", "properties": {"NOM": "x"}, "geometry": None}])

    with pytest.raises((MissingColumns, UnreadableFile), match=r"LAU2, COMMUNE, CANTON\. It has NOM"):
        plan_delivery(delivery("communes", path))


BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[6.0, 49.5], [6.1, 49.6], [6.1, 49.5], [6.0, 49.6], [6.0, 49.5]]],
}
UNCLOSED = {"type": "Polygon", "coordinates": [[[6.0, 49.5], [6.1, 49.6], [6.1, 49.5]]]}
ABROAD = {"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]]}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            [commune(BOW_TIE, "0902", "Osten")],
            "row 2 (0902 Osten): its shape is invalid: its outline crosses itself at E ",
        ),
        ([commune(ABROAD, "0902", "Osten")], "row 2 (0902 Osten): it lies outside Luxembourg"),
        (
            [commune(UNCLOSED, "0902", "Osten")],
            "row 2 (0902 Osten): its geometry cannot be read: a ring of a polygon needs four",
        ),
        ([commune(None, "0902", "Osten")], "row 2 (0902 Osten): it has no geometry"),
        (
            [commune(Point(6.1, 49.6, srid=4326), "0902", "O")],
            "row 2 (0902 O): its geometry is a Point",
        ),
        (
            [commune(OSTEN, "0901", "Westen")],
            "row 2 (0901 Westen): LAU2 0901 already stands in row 1",
        ),
        (
            [commune(OSTEN, "902", "Osten")],
            "row 2 (902 Osten): LAU2 “902” is not text of four digits",
        ),
        ([commune(OSTEN, "9902", "Osten")], "row 2 (9902 Osten): LAU2 “9902” is unknown"),
        (
            [commune(box(2000, 0, 6000, 4000), "0902", "Osten")],
            "0901 Changed name, 0902 Osten: they overlap by 400.0",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_row_and_reason_and_the_table_stays(
    tiny_land: TinyLand, tmp_path: Path, wrong: list[dict[str, object]], sentence: str
) -> None:
    before = list(Commune.objects.order_by("pk").values())
    runs = ImportRun.objects.count()

    plan = apply_of(tmp_path, [commune(WESTEN, "0901", "Changed name"), *wrong])

    assert sentence in reasons(plan)
    assert list(Commune.objects.order_by("pk").values()) == before
    assert ImportRun.objects.count() == runs


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("communes_act_4326.geojson", 100),
        ("limadmin_nested_reconstructed.geojson", 13),
        ("communes_south_2169.gpkg", 13),
        ("communes_south_4326.geojson", 13),
    ],
)
def test_the_official_file_is_imported_in_each_of_its_layouts(official: Path, name: str, count: int) -> None:
    path = official / "communes" / name

    first = apply_delivery(delivery("communes", path))

    assert reasons(first) == ""
    assert len(touched(first)["added"]) == count
    assert Commune.objects.get(lau2_code="0104").name_fr == "Käerjeng"
    again = apply_delivery(delivery("communes", path))
    assert (again.changes, again.unchanged_count) == ([], count)


def test_the_official_file_is_laid_over_the_generalised_one(official: Path) -> None:
    apply_delivery(delivery("communes", official / "communes" / "limadmin_nested_reconstructed.geojson"))
    Commune.objects.filter(lau2_code="0304").update(name_lb="Lëtzebuerg")

    plan = apply_delivery(delivery("communes", official / "communes" / "communes_act_4326.geojson"))

    # 13 communes get their finer boundary, 87 are new; what the file does not know stays.
    assert {action: len(labels) for action, labels in touched(plan).items()} == {
        "changed": 13,
        "added": 87,
    }
    city = Commune.objects.get(lau2_code="0304")
    assert city.name_lb == "Lëtzebuerg"
    assert city.release.file_name == "communes_act_4326.geojson"
    # 2593 km² is the whole country.
    total_m2 = sum(one.boundary.area for one in Commune.objects.all())
    assert total_m2 == pytest.approx(2593.08e6, rel=1e-4)


def test_howald_gare_lies_in_luxembourg_just_beside_the_border(official: Path) -> None:
    apply_delivery(delivery("communes", official / "communes" / "communes_act_4326.geojson"))
    howald_gare = Point(6.132316, 49.581228, srid=4326)

    found = Commune.objects.touching(howald_gare)

    assert [one.name_fr for one in found] == ["Luxembourg"]
    hesperange = Commune.objects.get(lau2_code="0303")
    assert hesperange.boundary.distance(in_storage_crs(howald_gare)) == pytest.approx(12, abs=1.5)


def test_the_release_is_recorded_with_the_checksum_of_the_file(official: Path, tmp_path: Path) -> None:
    path = tmp_path / "renamed.gpkg"
    shutil.copy(official / "communes" / "communes_south_2169.gpkg", path)

    apply_delivery(delivery("communes", path, released_on=datetime.date(2023, 9, 1)))

    release = Release.objects.get()
    assert (release.file_name, release.released_on) == ("renamed.gpkg", datetime.date(2023, 9, 1))
    assert release.checksum == delivery("communes", path).checksum()
    run = ImportRun.objects.get()
    assert (run.dataset, run.added_count, run.changed_count, run.removed_count) == (
        "communes",
        13,
        0,
        0,
    )

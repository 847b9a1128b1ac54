"""What holds for every dataset: a plan, all of it or nothing, and nothing the second time."""

import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError

from layers.communes.models import Commune
from layers.sources.apply import apply_delivery
from layers.sources.columns import MissingColumns
from layers.sources.known_sources import UnknownSource, source_named
from layers.sources.models import ImportRun, Release, Source
from layers.sources.plan import plan_delivery
from layers.sources.report import in_words
from tests.layers.sources.files import OSTEN, WESTEN, commune, delivery, write_geojson
from tests.tiny_land import TinyLand, box

pytestmark = pytest.mark.django_db


def file_with(folder: Path, *features: dict[str, object]) -> Path:
    return write_geojson(folder / "communes.geojson", features)


def test_a_plan_alone_writes_nothing(tmp_path: Path) -> None:
    plan = plan_delivery(delivery("communes", file_with(tmp_path, commune(WESTEN, "0901", "Westen"))))

    assert len(plan.changes) == 1
    assert not Commune.objects.exists()
    assert not Source.objects.exists()


def test_a_second_import_makes_no_history_no_run_and_no_release(tmp_path: Path) -> None:
    path = file_with(tmp_path, commune(WESTEN, "0901", "Westen"), commune(OSTEN, "0902", "Osten"))
    events = apps.get_model("layers", "CommuneEvent").objects

    def counts() -> tuple[int, int, int]:
        return events.count(), ImportRun.objects.count(), Release.objects.count()

    apply_delivery(delivery("communes", path))
    first = counts()
    apply_delivery(delivery("communes", path))

    assert counts() == first == (2, 1, 1)


def test_a_changed_row_names_its_new_release_and_the_others_keep_theirs(tmp_path: Path) -> None:
    apply_delivery(
        delivery(
            "communes",
            file_with(tmp_path, commune(WESTEN, "0901", "Westen"), commune(OSTEN, "0902", "Osten")),
        )
    )
    old = Release.objects.get()

    later = file_with(tmp_path, commune(WESTEN, "0901", "Ouest"), commune(OSTEN, "0902", "Osten"))
    apply_delivery(delivery("communes", later, released_on=datetime.date(2025, 1, 1)))

    assert Commune.objects.get(lau2_code="0902").release == old
    assert Commune.objects.get(lau2_code="0901").release.released_on == datetime.date(2025, 1, 1)


def test_an_error_while_writing_leaves_the_tables_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    save = Commune.save

    def fails_at_the_second(self: Commune, **options: object) -> None:
        if written:
            raise DatabaseError
        written.append(self.lau2_code)
        save(self, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Commune, "save", fails_at_the_second)
    path = file_with(tmp_path, commune(WESTEN, "0901", "Westen"), commune(OSTEN, "0902", "Osten"))

    with pytest.raises(DatabaseError):
        apply_delivery(delivery("communes", path))

    assert written
    assert not Commune.objects.exists()
    assert not Source.objects.exists()


def test_a_file_without_features_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingColumns, match=r"communes\.geojson lacks the columns LAU2"):
        plan_delivery(delivery("communes", file_with(tmp_path)))


def test_a_report_says_in_words_what_happens(tiny_land: TinyLand, tmp_path: Path) -> None:
    path = file_with(
        tmp_path,
        commune(box(0, 0, 3000, 4100), "0901", "Ouest"),
        commune(box(6000, 0, 9000, 4000), "0904", "Neuland"),
    )

    lines = list(in_words(plan_delivery(delivery("communes", path)), written=False))

    assert lines[0] == "Communes: communes.geojson"
    assert lines[1].endswith("Administration du cadastre et de la topographie (ACT), CC0-1.0, release of 2024-01-01.")
    assert "  + commune 0904 Neuland" in lines
    changed = next(line for line in lines if line.startswith("  ~"))
    assert "name_fr – → “Ouest”" in changed or "“Westen” → “Ouest”" in changed
    # 1200 ha become 1230 ha.
    assert "boundary (1200.00 ha, 5 corners → 1230.00 ha, 5 corners)" in changed
    assert changed.endswith("corrected in place")
    assert lines[-1] == "This was only the plan; --apply writes it."


def test_a_source_of_the_table_can_be_named_too(tiny_land: TinyLand) -> None:
    assert source_named("tiny").title == "Tiny land"
    with pytest.raises(UnknownSource, match="Known are act-communes"):
        source_named("nobody")

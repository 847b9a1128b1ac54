"""What was known on a day, walking through the life of an initiative."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from territory.contributions.actions import discard, propose
from territory.contributions.models import State
from territory.errors import Invalid
from territory.history.as_of import as_of, moment_called
from territory.initiatives.models import LocalInitiative
from tests.territory.history.conftest import DAYS
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import at, box


def known(person, moment) -> list[LocalInitiative]:
    return list(as_of(LocalInitiative.objects.visible_to(person), moment))


@pytest.mark.parametrize(
    ("day", "title", "state", "x_m", "summary"),
    [
        ("2026-05-01", "Garten", State.DRAFT, 500, None),
        ("2026-05-02", "Garten am Bach", State.DRAFT, 600, None),
        ("2026-05-03", "Garten am Bach", State.SUBMITTED, 600, None),
        ("2026-05-04", "Garten am Bach", State.PUBLISHED, 600, None),
        ("2026-05-05", "Garten am Bach", State.PUBLISHED, 600, "Beete für alle."),
        ("2026-05-06", "Garten am Bach", State.ARCHIVED, 600, "Beete für alle."),
        ("2026-08-01", "Garten am Bach", State.ARCHIVED, 600, "Beete für alle."),
    ],
)
def test_each_day_shows_what_was_stored_by_its_end(tiny_land, garden, day, title, state, x_m, summary):
    (row,) = known(tiny_land.editor_westen, moment_called(day))
    assert (row.pk, row.title_de, row.state, row.summary_de) == (garden.pk, title, state, summary)
    assert row.location.equals_exact(at(x_m, 500))
    assert row.owner == tiny_land.gemeinde_westen


def test_before_it_existed_there_is_nothing(tiny_land, garden):
    assert known(tiny_land.administrator, moment_called("2026-04-30")) == []
    assert known(tiny_land.administrator, noon("2026-05-01") - datetime.timedelta(microseconds=1)) == []
    assert len(known(tiny_land.administrator, noon("2026-05-01"))) == 1


@pytest.mark.parametrize(
    ("name", "days_seen"),
    [
        ("visitor", {"2026-05-04", "2026-05-05"}),
        ("editor_osten", {"2026-05-04", "2026-05-05"}),
        ("moderator", {"2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06"}),
        ("editor_westen", set(DAYS)),
        ("administrator", set(DAYS)),
    ],
)
def test_each_sees_what_the_state_of_that_day_let_them_see(tiny_land, garden, name, days_seen):
    person = AnonymousUser() if name == "visitor" else getattr(tiny_land, name)
    assert {day for day in DAYS if known(person, noon(day))} == days_seen


def test_what_was_removed_is_there_until_then_and_not_after(tiny_land):
    editor = tiny_land.editor_westen
    values = {"title": {"de": "Irrtum"}, "theme": "food", "location": at(100, 100)}
    thing = propose(LocalInitiative, editor, tiny_land.gemeinde_westen, values)
    discard(thing, editor)
    thing = LocalInitiative(pk=LocalInitiative.pgh_event_model.objects.latest("pgh_id").pgh_obj_id)
    spread_over(thing, noon("2026-05-01"), noon("2026-05-03"))
    assert [row.title_de for row in known(editor, noon("2026-05-02"))] == ["Irrtum"]
    assert known(editor, noon("2026-05-04")) == []
    assert known(AnonymousUser(), noon("2026-05-02")) == []


def test_conditions_counts_and_joins_speak_of_that_day(tiny_land, garden):
    rows = as_of(LocalInitiative.objects.all(), noon("2026-05-01"))
    assert rows.filter(location__intersects=box(450, 450, 550, 550)).count() == 1
    assert rows.filter(location__intersects=box(550, 450, 650, 550)).count() == 0
    assert rows.filter(theme__code="food").count() == 1
    assert rows.filter(title_de="Garten").exists()
    assert [row.theme.code for row in rows.select_related("theme", "owner").order_by("-pk")[:5]] == ["food"]
    assert LocalInitiative.objects.filter(pk__in=rows.filter(state="draft").values("pk")).get() == garden
    assert rows.values("pk")[:10].count() == 1
    # The query it was made from still speaks of today.
    assert LocalInitiative.objects.filter(state="archived").count() == 1


def test_a_day_means_its_end_here_and_today_means_now():
    now = datetime.datetime(2026, 5, 10, 8, tzinfo=datetime.UTC)
    # Summer time: midnight in Luxembourg is 22:00 UTC.
    assert moment_called("2026-05-01", now) == datetime.datetime(2026, 5, 1, 21, 59, 59, 999999, tzinfo=datetime.UTC)
    assert moment_called("2026-01-31", now) == datetime.datetime(2026, 1, 31, 22, 59, 59, 999999, tzinfo=datetime.UTC)
    assert moment_called("2026-05-10", now) == now
    eight = datetime.datetime(2026, 5, 1, 8, tzinfo=datetime.UTC)
    for text in ("2026-05-01T08:00:00Z", "2026-05-01T10:00:00+02:00", "2026-05-01t10:00:00 02:00"):
        assert moment_called(text, now) == eight


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gestern",
        "2026-13-01",
        "2026-02-30",
        "0000-01-01",
        "2026-05-01T08:00:00",
        "2026-05-01T99:00:00Z",
        "9999-12-31",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-05-01'; drop table x; --",
        "\x00",
    ],
)
def test_nonsense_and_the_future_are_refused_in_words(text):
    with pytest.raises(Invalid) as refusal:
        moment_called(text)
    assert list(refusal.value.problems) == ["as_of"]


def test_tomorrow_is_refused():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(Invalid, match="future"):
        moment_called(tomorrow.isoformat())


def test_one_row_is_found_by_the_index_among_many(tiny_land, garden):
    events = LocalInitiative.pgh_event_model._meta
    own = {"pgh_id", "pgh_obj_id", "id"}
    others = ", ".join(field.column for field in events.concrete_fields if field.column not in own)
    table = events.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (pgh_obj_id, id, {others}) select 1000000 + n, 1000000 + n, {others}"
            f" from generate_series(1, 20000) n, (select * from {table} where pgh_obj_id = %s limit 1) e",
            [garden.pk],
        )
        cursor.execute(f"analyze {table}")
    rows = as_of(LocalInitiative.objects.all(), noon("2026-05-05"))
    plan = rows.filter(pk=garden.pk).explain()
    assert f"(pgh_obj_id = {garden.pk})" in plan
    assert "Index" in plan
    assert "Seq Scan" not in plan
    # All 20,001 rows pass through memory once for a page at the very most.
    page = rows.order_by("pk")[:100].explain(analyze=True)
    assert float(page.rsplit("Execution Time:", 1)[1].split()[0]) < 500  # ms

"""The sheet of what was handed in: kept once a version, read by whom it concerns, never changed.

The land: Westen is 0..3000 wide, Osten lies east of it; the park at 1000..1500 × 1000..1400.
"""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from territory.acting import acting_as, at_work
from territory.companies.models import Company, Establishment
from territory.context.keeping import keep_sheet, read_sheet, sheets_seen_by
from territory.context.models import KeptSheet
from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.borders import current_consents
from territory.contributions.consenting import agree
from territory.contributions.handing_in import KEEP_SHEET
from territory.contributions.models import State
from territory.contributions.trash import purge_trash
from territory.cooperation.models import CooperationProject
from territory.errors import WrongState
from territory.initiatives.models import LocalInitiative
from territory.tasks import keep_context
from tests.territory.contributions.making import make
from tests.tiny_land import START, at, box

ACROSS = box(2700, 1000, 3100, 1100)  # a quarter of it in Osten
NOBODY = AnonymousUser()


def proposed(land, place, **more):
    values = {"title": {"de": "Steg"}, "theme": "mobility", "location": place, **more}
    return propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)


def left_to_worker():
    jobs = ProcrastinateJob.objects.filter(task_name=KEEP_SHEET).order_by("pk")
    return [job.args for job in jobs]


def keep_all():
    """What the worker does, as the role it has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        for arguments in left_to_worker():
            keep_context(**arguments)
        cursor.execute("reset role")


def submitted(land, place, **more):
    thing = move(proposed(land, place, **more), land.editor_westen, State.SUBMITTED)
    keep_all()
    return thing


def published(land, thing):
    return move(thing, land.moderator, State.PUBLISHED)


def test_handing_in_leaves_the_sheet_to_the_worker_with_the_change_itself(tiny_land) -> None:
    thing = proposed(tiny_land, at(1200, 1200))
    assert left_to_worker() == []
    with transaction.atomic():
        move(thing, tiny_land.editor_westen, State.SUBMITTED)
        transaction.set_rollback(True)
    assert left_to_worker() == []
    move(thing, tiny_land.editor_westen, State.SUBMITTED)
    assert left_to_worker() == [{"kind": "localinitiative", "pk": thing.pk, "version": 2}]


def test_the_sheet_says_what_lay_around_it_in_each_language(tiny_land) -> None:
    company = Company.objects.create(name="Müller", organisation=tiny_land.firma)
    Establishment.objects.create(company=company, name="Atelier", location=at(1210, 1200), nace_section="C", jobs=12)
    thing = submitted(
        tiny_land, at(1200, 1200), starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 3, 31)
    )
    (kept,) = sheets_seen_by(tiny_land.editor_westen, thing)
    assert (kept.version, kept.starts_on.isoformat(), kept.ends_on.isoformat()) == (2, "2027-01-01", "2027-03-31")
    assert set(kept.sheet) == {"de", "fr", "lb", "en"}
    german, english = (read_sheet(kept, tiny_land.editor_westen, language) for language in ("de", "en"))
    assert [each["name"] for each in german["communes"]] == ["Westen"]
    assert [(each["code"], each["state_type"]) for each in german["parks"]] == [("park", "ECO-r")]
    assert german["around"] == [{"minutes": minutes, "establishments": 1, "jobs": 12} for minutes in (5, 10, 15)]
    # No walking network here: why its minutes are estimated is said in the reader's words.
    assert german["estimate"]["detail"] != english["estimate"]["detail"]


def test_works_and_parks_are_named_in_its_language(tiny_land) -> None:
    tiny_land.park.name_fr, tiny_land.park.name_de = "Parc", "Gebiet"
    tiny_land.park.save()
    ground = box(1100, 1100, 1300, 1300)
    zone = ConstructionZone.objects.create(
        release=tiny_land.release, code="z", name_de="Brücke", name_fr="Pont", kind="road_works", footprint=ground
    )
    ConstructionPhase.objects.create(
        zone=zone,
        number=1,
        title_de="Abriss",
        title_fr="Démolition",
        footprint=ground,
        starts_on=START,
        ends_on=None,
        certainty="open_ended",
        effect_car="closed",
    )
    submitted(tiny_land, at(1200, 1200))
    kept = KeptSheet.objects.get()
    assert [kept.sheet[language]["parks"][0]["name"] for language in ("de", "fr")] == ["Gebiet", "Parc"]
    phases = [kept.sheet[language]["phases"][0] for language in ("de", "fr")]
    assert [(phase["zone"], phase["title"]) for phase in phases] == [("Brücke", "Abriss"), ("Pont", "Démolition")]
    assert phases[0]["starts_on"] == START.isoformat()


def test_whose_consent_it_needs_stands_on_it(tiny_land) -> None:
    thing = submitted(tiny_land, ACROSS)
    (kept,) = sheets_seen_by(tiny_land.editor_osten, thing)  # who is asked reads it
    (consent,) = read_sheet(kept, tiny_land.editor_osten, "en")["consents"]
    assert (consent["organisation"], consent["share"]) == ("gemeinde-osten", 0.25)


def test_a_version_has_one_sheet_however_often_the_worker_begins(tiny_land) -> None:
    thing = submitted(tiny_land, at(500, 500))
    first = KeptSheet.objects.get()
    tiny_land.westen.name = "Neu"
    tiny_land.westen.save()
    keep_all()
    assert KeptSheet.objects.get().made_at == first.made_at
    assert KeptSheet.objects.get().sheet["de"]["communes"][0]["name"] == "Westen"
    assert keep_sheet("localinitiative", thing.pk, 1) is None, "version 1 was a draft"
    assert keep_sheet("localinitiative", thing.pk + 1, 2) is None


def test_handed_in_again_it_has_another_sheet(tiny_land) -> None:
    thing = submitted(tiny_land, at(500, 500))
    thing = move(thing, tiny_land.editor_westen, State.DRAFT)
    thing = revise(thing, tiny_land.editor_westen, {"location": at(1200, 1200)})
    thing = move(thing, tiny_land.editor_westen, State.SUBMITTED)
    keep_all()
    seen = sheets_seen_by(tiny_land.editor_westen, thing)
    assert [(kept.version, len(kept.sheet["en"]["parks"])) for kept in seen] == [(5, 1), (2, 0)]


def test_moved_onto_land_of_others_it_waits_again_and_has_another_sheet(tiny_land) -> None:
    thing = published(tiny_land, submitted(tiny_land, at(500, 500)))
    thing = revise(thing, tiny_land.moderator, {"location": ACROSS})
    assert thing.state == State.SUBMITTED
    keep_all()
    assert [kept.version for kept in sheets_seen_by(tiny_land.moderator, thing)] == [4, 2]


def test_the_public_reads_it_of_the_place_that_is_public(tiny_land) -> None:
    thing = submitted(tiny_land, ACROSS)
    assert sheets_seen_by(NOBODY, thing) == []
    assert sheets_seen_by(tiny_land.company_member, thing) == []
    (consent,) = current_consents(thing)
    agree(consent, thing, tiny_land.editor_osten)
    thing.refresh_from_db()
    thing = published(tiny_land, thing)
    assert [kept.version for kept in sheets_seen_by(NOBODY, thing)] == [2]
    # Where it was meant to lie before it moved stays with those who read its versions.
    thing = revise(thing, tiny_land.moderator, {"location": at(500, 500)})
    assert thing.state == State.PUBLISHED
    assert sheets_seen_by(NOBODY, thing) == []
    assert [kept.version for kept in sheets_seen_by(tiny_land.editor_westen, thing)] == [2]


def test_what_is_not_public_stands_on_no_sheet(tiny_land) -> None:
    make(CooperationProject, tiny_land.gemeinde_westen, at(520, 500), title_de="Geheim")
    public = make(CooperationProject, tiny_land.gemeinde_westen, at(540, 500), State.PUBLISHED, title_de="Bekannt")
    thing = published(tiny_land, submitted(tiny_land, at(500, 500)))
    (kept,) = sheets_seen_by(NOBODY, thing)
    assert [each["title"] for each in kept.sheet["de"]["similar"]] == ["Bekannt"]
    assert [each["title"] for each in read_sheet(kept, NOBODY, "de")["similar"]] == ["Bekannt"]
    move(public, tiny_land.moderator, State.ARCHIVED)
    assert read_sheet(kept, NOBODY, "de")["similar"] == []
    assert [each["title"] for each in read_sheet(kept, tiny_land.editor_westen, "de")["similar"]] == ["Bekannt"]


def test_it_is_not_similar_to_itself(tiny_land) -> None:
    thing = move(proposed(tiny_land, at(500, 500)), tiny_land.editor_westen, State.SUBMITTED)
    published(tiny_land, thing)  # before the worker came to it
    keep_all()
    assert KeptSheet.objects.get().sheet["de"]["similar"] == []


def test_it_goes_with_the_thing_and_not_before(tiny_land, settings) -> None:
    thing = submitted(tiny_land, at(500, 500))
    draft = move(thing, tiny_land.editor_westen, State.DRAFT)
    discard(draft, tiny_land.editor_westen)
    assert KeptSheet.objects.exists()
    then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=settings.TRASH_DAYS + 1)
    assert purge_trash(then) == 1
    assert not KeptSheet.objects.exists()
    # The worker comes too late: nothing is kept of what is gone.
    keep_all()
    assert not KeptSheet.objects.exists()
    with pytest.raises(WrongState):
        move(draft, tiny_land.editor_westen, State.SUBMITTED)


COLUMNS = "kind, object_id, version, submitted_at, made_at, starts_on, ends_on, sheet"
INSERT = (
    f"insert into territory_keptsheet ({COLUMNS}) values"
    " ('localinitiative', {pk}, {version}, now(), now(), current_date, current_date, '{{}}')"
)


def refused(statement: str) -> bool:
    """Whether the application's role changes nothing with it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute(statement)
            touched = cursor.rowcount
            cursor.execute("reset role")
    except IntegrityError:
        return False
    except DatabaseError as error:
        return "row-level security" in str(error)
    return touched == 0


def test_plain_sql_adds_changes_and_removes_none(tiny_land) -> None:
    thing = submitted(tiny_land, at(500, 500))
    for person in (tiny_land.administrator, tiny_land.editor_westen, tiny_land.moderator):
        with acting_as(person):
            assert refused("update territory_keptsheet set sheet = '{}'")
            assert refused("delete from territory_keptsheet")
            assert refused(INSERT.format(pk=thing.pk, version=2))
    with at_work():
        assert refused("update territory_keptsheet set sheet = '{}'")
        assert refused("delete from territory_keptsheet")
        assert refused(INSERT.format(pk=thing.pk, version=1)), "that was a draft"
        assert not refused(INSERT.format(pk=thing.pk, version=2)), "only the key stops the worker"
    assert KeptSheet.objects.get().sheet != {}

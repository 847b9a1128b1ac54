"""Who may hang something on a thing is who may change the thing: the same in the action and in the database."""

import pytest

from territory.acting import acting_as
from territory.attachments.actions import add_file, move_file, remove_file
from territory.attachments.models import ContributionFile
from territory.attachments.querysets import files_of
from territory.contributions import rules
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, NotAllowed
from territory.files.models import StoredFile
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.territory.test_row_security import as_web
from tests.tiny_land import at

PEOPLE = ("administrator", "editor_westen", "editor_osten", "moderator", "coordinator", "company_member")


def file_of(person) -> StoredFile:
    """A row without bytes: rules look at neither."""
    return StoredFile.objects.create(
        sha256="a" * 64, size_bytes=1, content_type="image/png", name="plan.png", uploader=person
    )


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("kind", [LocalInitiative, CooperationProject])
def test_the_action_and_the_database_allow_the_same(tiny_land, kind, who, state) -> None:
    person = getattr(tiny_land, who)
    owner = tiny_land.gemeinde_westen if kind is LocalInitiative else tiny_land.firma
    thing = make(kind, owner, at(500, 500), state)
    column = "local_initiative_id" if kind is LocalInitiative else "cooperation_project_id"
    file = file_of(person)
    hang = (
        f"insert into territory_contributionfile ({column}, file_id, caption, alt, language, position, added_at)"
        " values (%s, %s, '', '', 'fr', 1, now())"
    )
    allowed = rules.can_edit(person, thing)
    assert as_web(person, hang, [thing.pk, file.pk]) is allowed
    if not allowed:
        with pytest.raises(NotAllowed):
            add_file(thing, person, file)
    else:
        add_file(thing, person, file)
    there = ContributionFile.objects.create(file=file, **{column.removesuffix("_id"): thing})
    assert as_web(person, "update territory_contributionfile set caption = 'x' where id = %s", [there.pk]) is allowed
    # Nobody deletes for good before its time.
    assert not as_web(person, "delete from territory_contributionfile where id = %s", [there.pk])


def test_nobody_hangs_anything_without_acting(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    there = ContributionFile.objects.create(file=file_of(tiny_land.editor_westen), local_initiative=thing)
    assert not as_web(None, "update territory_contributionfile set caption = 'x' where id = %s", [there.pk])


def test_a_file_that_hangs_somewhere_never_becomes_another_one(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    there, other = add_file(thing, person, file_of(person)), file_of(person)
    exchange = "update territory_contributionfile set file_id = %s where id = %s"
    assert not as_web(person, exchange, [other.pk, there.pk])


def test_the_number_on_one_thing_is_limited(tiny_land, settings) -> None:
    settings.FILES_PER_THING = 2
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    for _number in range(2):
        add_file(thing, person, file_of(person))
    with pytest.raises(Invalid, match="At most 2"):
        add_file(thing, person, file_of(person))


def test_the_order_is_the_authors(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    first, second, third = (add_file(thing, person, file_of(person), caption=name) for name in "abc")
    move_file(third, thing, person, 1)
    assert list(files_of(thing)) == [third, first, second]
    remove_file(first, thing, person)
    move_file(third, thing, person, 9)
    assert list(files_of(thing)) == [second, third]


def test_a_caption_that_is_too_long_is_refused(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    with pytest.raises(Invalid) as refused:
        add_file(thing, person, file_of(person), caption="x" * 301)
    assert "301 characters; at most 300" in refused.value.problems["caption"][0]


def test_the_history_keeps_who_described_it(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    with acting_as(person, verb="test"):
        hung = add_file(thing, person, file_of(person), caption="Bench")
    events = ContributionFile.pgh_event_model.objects.filter(pgh_obj_id=hung.pk)
    assert [event.pgh_context.metadata["user"] for event in events] == [person.pk]

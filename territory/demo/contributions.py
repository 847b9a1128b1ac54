"""The demonstration's initiatives, projects and services, written through everybody's actions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from territory.consents.models import Answer
from territory.contributions.actions import move, propose
from territory.contributions.borders import current_consents
from territory.contributions.consenting import agree, refuse
from territory.contributions.models import Contribution, State
from territory.contributions.stages import move_stage
from territory.cooperation.models import CooperationProject
from territory.demo.companies import Places
from territory.demo.fixtures import PlacedRow, read_placed
from territory.demo.past import date_back
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService

# Earlier ones first, since later ones may have grown from them.
FILES: tuple[tuple[str, type[Contribution]], ...] = (
    ("local_initiatives", LocalInitiative),
    ("cooperation_projects", CooperationProject),
    ("pooled_services", PooledService),
)
# Which states a row passes through before the one it ends in.
WAY_TO = {
    State.DRAFT: (),
    State.SUBMITTED: (State.SUBMITTED,),
    State.CHANGES_REQUESTED: (State.SUBMITTED, State.CHANGES_REQUESTED),
    State.PUBLISHED: (State.SUBMITTED, State.PUBLISHED),
    State.ARCHIVED: (State.SUBMITTED, State.PUBLISHED, State.ARCHIVED),
}
# The units of the capacities in the files, so that each reader finds them in the own language.
UNITS = (
    gettext_noop("seats/day"),
    gettext_noop("meals/day"),
    gettext_noop("t/week"),
    gettext_noop("places"),
    gettext_noop("spaces"),
    gettext_noop("bicycles"),
    gettext_noop("seats"),
    gettext_noop("tools"),
    gettext_noop("lockers"),
)
TAKEN_AS_THEY_ARE = (
    "title",
    "summary",
    "theme",
    "stage",
    "starts_on",
    "ends_on",
    "partners",
    "link",
    "working_group",
    "capacity",
    "capacity_unit",
    "catchment_m",
)


def load_contributions(folder: Path, author: User, places: Places) -> dict[str, Contribution]:
    """The rows of the three files as stored, each in the state that its file says, by their keys."""
    stored: dict[str, Contribution] = {}
    for name, kind in FILES:
        for row in read_placed(folder, name):
            facts = row.properties
            owner = Organisation.objects.get(slug=facts["owner"])
            values = dict(_values(row, stored, places))
            thing = _through_its_stages(propose(kind, author, owner, values), author, facts)
            for state in WAY_TO[State(facts["state"])]:
                thing = move(thing, author, state, facts.get("state_reason", ""))
                if state == State.SUBMITTED:
                    _answer(thing, author, facts)
            date_back(thing, facts)
            stored[facts["key"]] = thing
    return stored


def _through_its_stages(thing: Contribution, author: User, facts: dict[str, Any]) -> Contribution:
    """``thing`` in the last of the stages that its file tells of, each with its day and evidence."""
    for step in facts.get("stages", [])[1:]:
        thing = move_stage(thing, author, step["stage"], step["on"], step["evidence"])
    return thing


def _answer(thing: Contribution, author: User, facts: dict[str, Any]) -> None:
    """The answers of the communes whose land ``thing`` touches, as the file says; what is public has their consent."""
    is_public = State.PUBLISHED in WAY_TO[State(facts["state"])]
    for consent in current_consents(thing):
        said = facts.get("consents", {}).get(consent.organisation.slug, {})
        if said.get("answer") == Answer.REFUSES:
            refuse(consent, thing, author, said["reason"])
        elif is_public or said:
            agree(consent, thing, author, said.get("reason", ""))


def _values(row: PlacedRow, stored: dict[str, Contribution], places: Places) -> Iterator[tuple[str, Any]]:
    facts = row.properties
    yield "location", row.place
    yield "is_invented", True
    for name in TAKEN_AS_THEY_ARE:
        if name in facts:
            yield name, facts[name]
    if "stages" in facts:
        yield "stage", facts["stages"][0]["stage"]
        yield "stage_on", facts["stages"][0]["on"]
    if "grown_from" in facts:
        yield "grown_from", stored[facts["grown_from"]]
    if "subscribers" in facts:
        yield "subscribers", [places[key] for key in facts["subscribers"]]

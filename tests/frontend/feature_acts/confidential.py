"""What is read by few: needs and offers, and what visitors suggest.

The group in the park is the network's; the company and another one without people here are its members.
"""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from territory.companies.models import Company, Establishment
from territory.errors import WrongState
from territory.needs_and_offers import rules as needs
from territory.needs_and_offers.models import NeedOrOffer, Visibility
from territory.suggestions import rules as suggesting
from territory.suggestions.actions import SUGGESTION_WORKFLOW
from territory.suggestions.models import Suggestion, SuggestionState
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.frontend.feature_acts.acts import NEW, Act, insert, is_shown, now, select, update
from tests.frontend.feature_acts.in_groups import groups
from tests.tiny_land import TinyLand, at


def neighbour_in(land: TinyLand, group: WorkingGroup) -> Establishment:
    place = Establishment.objects.create(
        company=Company.objects.create(name="Nachbar"), name="Nachbar", location=at(1200, 1200), nace_section="C"
    )
    WorkingGroupMember.objects.create(working_group=group, establishment=place)
    WorkingGroupMember.objects.create(working_group=group, organisation=land.parkverwaltung)
    return place


def acts_with_needs(land: TinyLand) -> list[Act]:
    group = groups(land)["in the park"]
    neighbour_in(land, group)
    stated = [
        (
            f"for {visibility}, withdrawn: {is_withdrawn}",
            NeedOrOffer.objects.create(
                establishment=land.works,
                direction="in",
                service=service,
                visibility=visibility,
                withdrawn_at=timezone.now() if is_withdrawn else None,
            ),
        )
        for visibility, service in zip(Visibility.values, ("shuttle", "canteen", "training"), strict=True)
        for is_withdrawn in (False, True)
    ]
    new = {"direction": "out", "service": "creche", "visibility": "group"}

    def form(entry: NeedOrOffer) -> dict[str, str]:
        return {"direction": "in", "service": entry.service, "visibility": entry.visibility, "note": NEW}

    return [
        Act(
            "state a need",
            [("the company", land.works)],
            needs.can_state,
            lambda place, _answer: NeedOrOffer.objects.filter(establishment=place, service="creche").exists(),
            lambda client, place: client.post(f"/de/needs-and-offers/add/{place.pk}/service/", new),
            lambda door, place: door.ask("post", "needs-and-offers/", {**new, "establishment": place.pk}),
            lambda _person, place: insert(NeedOrOffer(establishment=place, **new)),
        ),
        Act(
            "read a need",
            stated,
            needs.can_see,
            is_shown,
            rest=lambda door, entry: door.ask("get", f"needs-and-offers/{entry.pk}/"),
            sql=lambda _person, entry: select(entry),
        ),
        Act(
            "change a need",
            stated,
            needs.can_change,
            lambda entry, _answer: now(entry).note == NEW,
            lambda client, entry: client.post(f"/de/needs-and-offers/{entry.pk}/edit/", form(entry)),
            lambda door, entry: door.ask("patch", f"needs-and-offers/{entry.pk}/", {"note": NEW}),
            lambda _person, entry: update(entry, "note = %s", NEW),
        ),
        Act(
            "withdraw a need",
            [(words, entry) for words, entry in stated if entry.withdrawn_at is None],
            needs.can_change,
            lambda entry, _answer: now(entry).withdrawn_at is not None,
            lambda client, entry: client.post(f"/de/needs-and-offers/{entry.pk}/withdraw/"),
            lambda door, entry: door.ask("delete", f"needs-and-offers/{entry.pk}/"),
            lambda _person, entry: update(entry, "withdrawn_at = now()"),
        ),
        Act(
            "state a need again",
            [(words, entry) for words, entry in stated if entry.withdrawn_at is not None],
            needs.can_change,
            lambda entry, _answer: now(entry).withdrawn_at is None,
            lambda client, entry: client.post(f"/de/needs-and-offers/{entry.pk}/state/"),
            lambda door, entry: door.ask("patch", f"needs-and-offers/{entry.pk}/", {"withdrawn": False}),
            lambda _person, entry: update(entry, "withdrawn_at = null"),
        ),
    ]


def acts_with_suggestions(land: TinyLand) -> list[Act]:
    kept = []
    for commune, place in ((land.westen, at(500, 500)), (land.osten, at(4000, 500))):
        for state in SuggestionState.values:
            is_decided = state not in (SuggestionState.UNCONFIRMED, SuggestionState.NEW)
            suggestion = Suggestion.objects.create(
                kind="suggestion",
                text="Bank",
                location=place,
                commune=commune,
                language="de",
                state=state,
                key_digest=uuid.uuid4().hex,
                expires_at=timezone.now() + datetime.timedelta(days=1),
                confirmed_at=None if state == SuggestionState.UNCONFIRMED else timezone.now(),
                decided_at=timezone.now() if is_decided else None,
                decided_by=land.administrator if is_decided else None,
            )
            kept.append((f"{state} in {commune.name}", suggestion))

    def is_read(user: Any, suggestion: Suggestion) -> bool:
        return suggestion.state != SuggestionState.UNCONFIRMED and suggesting.can_decide(user, suggestion)

    def decides(decision: str, target: str) -> Act:
        def may(user: Any, suggestion: Suggestion) -> bool:
            try:
                SUGGESTION_WORKFLOW.step(suggestion.state, target)
            except WrongState:
                return False
            return is_read(user, suggestion)

        return Act(
            f"{decision} a suggestion",
            [(words, each) for words, each in kept if each.state != target],
            may,
            lambda suggestion, _answer: now(suggestion).state == target,
            lambda client, suggestion: client.post(
                f"/de/queue/suggestions/{suggestion.pk}/", {"decision": decision, "answer": "Danke."}
            ),
            sql=lambda person, suggestion: update(
                suggestion, "state = %s, decided_at = now(), decided_by_id = %s", target, person and person.pk
            ),
        )

    return [
        Act(
            "read a suggestion",
            kept,
            is_read,
            is_shown,
            lambda client, suggestion: client.get(f"/de/queue/suggestions/{suggestion.pk}/"),
            sql=lambda _person, suggestion: select(suggestion),
        ),
        decides("accept", SuggestionState.ACCEPTED),
        decides("answer", SuggestionState.ANSWERED),
        decides("refuse", SuggestionState.REFUSED),
    ]

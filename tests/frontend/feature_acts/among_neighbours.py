"""Leads and enquiries among the neighbours of the group in the park, in each of their states."""

import uuid
from typing import Any

from django.utils import timezone

from territory.enquiries import reading as enquiring
from territory.enquiries.models import Enquiry
from territory.leads import rules as leads
from territory.leads.models import Lead, LeadSide
from territory.leads.models import State as LeadState
from territory.needs_and_offers import rules as needs
from territory.needs_and_offers.models import NeedOrOffer
from territory.working_groups.models import WorkingGroup
from tests.frontend.feature_acts.acts import Act, delete, insert, is_shown, now, select, update
from tests.frontend.feature_acts.confidential import neighbour_in
from tests.frontend.feature_acts.in_groups import groups
from tests.tiny_land import TinyLand


def acts_with_leads(land: TinyLand) -> list[Act]:
    group = groups(land)["in the park"]
    neighbour = neighbour_in(land, group)
    flow = {"material": "150101", "amount": 1, "unit": "t", "period": "week", "per_year": 52}
    need = NeedOrOffer.objects.create(establishment=land.works, direction="in", **flow)
    offer = NeedOrOffer.objects.create(establishment=neighbour, direction="out", **flow)

    def found(state: str, answers: tuple[bool | None, bool | None]) -> Lead:
        is_disclosed = state not in (LeadState.FOUND, LeadState.DROPPED)
        lead = Lead.objects.create(
            working_group=group,
            pair_key=uuid.uuid4().hex,
            score_percent=50,
            sentences={},
            state=state,
            disclosed_at=timezone.now() if is_disclosed else None,
        )
        for entry, answer in zip((need, offer), answers, strict=True):
            LeadSide.objects.create(
                lead=lead, direction=entry.direction, entry=entry, establishment=entry.establishment, answer=answer
            )
        return lead

    kept = [
        ("found", found("found", (None, None))),
        ("found, the neighbour said yes", found("found", (None, True))),
        ("found, the company said yes", found("found", (True, None))),
        ("both interested", found("both-interested", (True, True))),
        ("in talks", found("talks", (True, True))),
        ("pilot", found("pilot", (True, True))),
        ("running", found("running", (True, True))),
        ("dropped", found("dropped", (False, None))),
    ]

    def own(lead: Lead) -> LeadSide:
        return LeadSide.objects.get(lead=lead, establishment=land.works)

    def takes(target: str) -> Act:
        def may(user: Any, lead: Lead) -> bool:
            return any(step.target == target for step in leads.open_steps(user, lead)) and target != "both-interested"

        more = {"reason": "Darum.", "per_year": 3}
        return Act(
            f"move a lead to {target}",
            [(words, lead) for words, lead in kept if lead.state != target],
            may,
            lambda lead, _answer: now(lead).state == target,
            lambda client, lead: client.post(f"/de/leads/{lead.pk}/state/", {"target": target, **more}),
            lambda door, lead: door.ask("patch", f"leads/{lead.pk}/", {"state": target, **more}),
            lambda _person, lead: update(lead, "state = %s", target),
        )

    def says(answer: bool) -> Act:
        words = "yes" if answer else "no"
        return Act(
            f"say {words} to a lead",
            kept,
            leads.can_answer,
            lambda lead, _answer: own(lead).answer is answer and own(lead).answered_at is not None,
            lambda client, lead: client.post(f"/de/leads/{lead.pk}/answer/", {"answer": words, "reason": "Darum."}),
            lambda door, lead: door.ask("patch", f"leads/{lead.pk}/", {"interested": answer, "reason": "Darum."}),
            lambda _person, lead: update(own(lead), "answer = %s, answered_at = now()", answer),
        )

    return [
        Act(
            "read a lead",
            kept,
            leads.can_see,
            is_shown,
            lambda client, lead: client.get(f"/de/leads/{lead.pk}/"),
            lambda door, lead: door.ask("get", f"leads/{lead.pk}/"),
            lambda _person, lead: select(lead),
        ),
        says(True),
        says(False),
        *(takes(target) for target in LeadState.values if target != "both-interested"),
        Act(
            "say that both agreed",
            [(words, lead) for words, lead in kept if lead.state == "found"],
            lambda _user, _lead: False,
            lambda lead, _answer: now(lead).state == "both-interested",
            lambda client, lead: client.post(f"/de/leads/{lead.pk}/state/", {"target": "both-interested"}),
            lambda door, lead: door.ask("patch", f"leads/{lead.pk}/", {"state": "both-interested"}),
            lambda _person, lead: update(lead, "state = 'both-interested', disclosed_at = now()"),
        ),
        Act(
            "search for leads",
            [("in the park", group)],
            needs.can_facilitate,
            lambda group, _answer: group.matching_runs.exists(),
            lambda client, group: client.post(f"/de/working-groups/{group.pk}/leads/search/"),
            lambda door, group: door.ask("post", "leads/searches/", {"group": group.slug}),
        ),
    ]


def acts_with_enquiries(land: TinyLand) -> list[Act]:
    group = groups(land)["in the park"]
    neighbour = neighbour_in(land, group)
    asked = {"working_group": group, "establishment": land.works, "started_by": land.coordinator}
    sent = [
        ("open", Enquiry.objects.create(**asked, service="shuttle", sent_at=timezone.now())),
        (
            "answered",
            Enquiry.objects.create(
                **asked, service="canteen", sent_at=timezone.now(), answer=False, answered_at=timezone.now()
            ),
        ),
        (
            "withdrawn",
            Enquiry.objects.create(**asked, service="training", sent_at=timezone.now(), withdrawn_at=timezone.now()),
        ),
    ]
    wishes = [
        (
            f"wish of {name}",
            Enquiry.objects.create(
                working_group=group, establishment=neighbour, service="creche", started_by=getattr(land, name)
            ),
        )
        for name in ("company_member", "park_manager")
    ]
    visible = enquiring.enquiries_visible_to

    def answer(words: str, needs_it: bool) -> Act:
        return Act(
            f"answer an enquiry with {words}",
            sent,
            enquiring.can_answer,
            lambda enquiry, _answer: (
                now(enquiry).answer is needs_it and now(enquiry).answered_at != enquiry.answered_at
            ),
            lambda client, enquiry: client.post(
                f"/de/enquiries/{enquiry.pk}/answer/", {"answer": words, "visibility": "facilitator"}
            ),
            lambda door, enquiry: door.ask("patch", f"enquiries/{enquiry.pk}/", {"needs_it": needs_it}),
            lambda _person, enquiry: update(enquiry, "answer = %s, answered_at = now()", needs_it),
        )

    def ask(client: Any, group: WorkingGroup) -> Any:
        form = {"service": "parking", "establishment": [neighbour.pk]}
        return client.post(f"/de/working-groups/{group.pk}/enough/ask/", form)

    def ask_by_rest(door: Any, group: WorkingGroup) -> Any:
        wish = {"group": group.slug, "service": "parking", "establishments": [neighbour.pk]}
        return door.ask("post", "enquiries/", wish)

    def withdraw_by_rest(door: Any, enquiry: Enquiry) -> Any:
        return door.ask("delete", f"enquiries/{enquiry.pk}/")

    def row(person: Any, **more: Any) -> Any:
        return insert(
            Enquiry(working_group=group, establishment=neighbour, service="parking", started_by=person, **more)
        )

    return [
        Act(
            "ask a neighbour",
            [("in the park", group)],
            needs.can_facilitate,
            lambda group, _answer: Enquiry.objects.filter(
                working_group=group, service="parking", sent_at__isnull=False
            ).exists(),
            ask,
            ask_by_rest,
            lambda person, _group: row(person, sent_at=timezone.now()),
        ),
        Act(
            "have a neighbour asked",
            [("in the park", group)],
            needs.belongs_to,
            lambda group, _answer: Enquiry.objects.filter(working_group=group, service="parking").exists(),
            ask,
            ask_by_rest,
            lambda person, _group: row(person),
        ),
        answer("yes", True),
        answer("no", False),
        Act(
            "read of an enquiry",
            sent + wishes,
            lambda user, enquiry: visible(user).filter(pk=enquiry.pk).exists(),
            is_shown,
            rest=lambda door, enquiry: door.ask("get", f"enquiries/{enquiry.pk}/"),
            sql=lambda _person, enquiry: select(enquiry),
        ),
        Act(
            "withdraw an enquiry",
            sent,
            enquiring.can_withdraw,
            lambda enquiry, _answer: now(enquiry).withdrawn_at != enquiry.withdrawn_at,
            lambda client, enquiry: client.post(f"/de/enquiries/{enquiry.pk}/withdraw/"),
            withdraw_by_rest,
            lambda _person, enquiry: update(enquiry, "withdrawn_at = now()"),
        ),
        Act(
            "forget a wish",
            wishes,
            enquiring.can_withdraw,
            lambda enquiry, _answer: now(enquiry) is None,
            lambda client, enquiry: client.post(f"/de/enquiries/{enquiry.pk}/withdraw/"),
            withdraw_by_rest,
            lambda _person, enquiry: delete(enquiry),
        ),
    ]

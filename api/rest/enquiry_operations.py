"""The OpenAPI operations of enquiries, and of whether they are enough."""

from typing import Any

from api.answers import JSON
from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.rest.operations import language, limited, operation, query
from api.shapes import FLAG, MOMENT, NUMBER, TEXT, WHOLE, list_of, object_of, one_of, or_null
from territory.enquiries.actions import MOST_ASKED
from territory.needs_and_offers.models import SharedService, Visibility

Part = dict[str, Any]
Answers = dict[int, tuple[str, Part] | None]
ESTABLISHMENT = object_of(id=WHOLE, name=TEXT)
ENQUIRY = object_of(
    id=WHOLE,
    group=TEXT,
    service=one_of(SharedService.values),
    establishment=ESTABLISHMENT,
    is_proposal=FLAG,
    needs_it=or_null(FLAG),
    started_at=MOMENT,
    sent_at=or_null(MOMENT),
    withdrawn_at=or_null(MOMENT),
    answered_at=or_null(MOMENT),
    can_answer=FLAG,
    can_withdraw=FLAG,
)
ENQUIRIES = object_of(items=list_of(ENQUIRY))
# Jobs are null where an establishment does not state them.
SERVED = {"id": WHOLE, "name": TEXT, "jobs": or_null(WHOLE)}
ENOUGH: Part = {
    **object_of(
        "Where the question cannot be answered, “refusal” says why, and there is only “service” besides.",
        service=one_of(SharedService.values),
        threshold_jobs=NUMBER,
        within_min=NUMBER,
        is_enough=FLAG,
        jobs=WHOLE,
        saying_yes=list_of(object_of(**SERVED)),
        needed=list_of(object_of(**SERVED)),
        needed_at_least=or_null(WHOLE),
        nearest=list_of(object_of(**SERVED, travel_min=NUMBER)),
        refusal=TEXT,
    ),
    "required": ["service", "refusal"],
}
SERVICES: Part = {"type": "string", "enum": SharedService.values, "example": "creche"}
ASKED: Part = {
    "type": "object",
    "required": ["group", "service", "establishments"],
    "properties": {
        "group": {"type": "string", "description": "Short name of a working group."},
        "service": SERVICES,
        "establishments": {
            "type": "array",
            "items": {"type": "integer"},
            "maxItems": MOST_ASKED,
            "description": "Numbers of members or of establishments on the ground of the group.",
        },
    },
}
ANSWERED: Part = {
    "type": "object",
    "required": ["needs_it"],
    "properties": {
        "needs_it": {"type": "boolean", "description": "A yes states the need, a later no takes it back."},
        "amount": {"type": "number", "description": "For how many people."},
        "visibility": {"type": "string", "enum": Visibility.values, "default": Visibility.FACILITATOR},
    },
}


def enquiry_operation(action: str) -> Part:
    """The operation of one action of the view sets."""
    written: dict[str, tuple[str, str, list[Part], tuple[Part, Part] | None, Answers, tuple[int, ...]]] = {
        "list": (
            "Enquiries",
            "Of one's own establishments, of the groups one facilitates, one's own proposals; the newest first.",
            [
                query("group", "Short name of a working group.", {"type": "string", "example": "cloche-dor"}),
                query("service", "Only for this service.", SERVICES),
                limited(DEFAULT_LIMIT, MAX_LIMIT),
            ],
            None,
            {200: (JSON, ENQUIRIES)},
            (400, 401),
        ),
        "retrieve": ("Enquiries: one", "", [], None, {200: (JSON, ENQUIRY)}, (400, 401, 404)),
        "create": (
            "Enquiries: ask",
            "The facilitator's are sent; a member's are proposals that the facilitator reads.",
            [],
            (ASKED, {"group": "cloche-dor", "service": "creche", "establishments": [12]}),
            {201: (JSON, ENQUIRIES)},
            (400, 401, 403, 413, 415, 422),
        ),
        "partial_update": (
            "Enquiries: answer",
            "For the people of the company that was asked.",
            [],
            (ANSWERED, {"needs_it": True, "amount": 40}),
            {200: (JSON, ENQUIRY)},
            (400, 401, 403, 404, 413, 415, 422),
        ),
        "destroy": (
            "Enquiries: withdraw",
            "What is not answered yet; a proposal is forgotten.",
            [],
            None,
            {204: None},
            (400, 401, 403, 404),
        ),
        "enough": (
            "Whether enough of a working group want a shared service",
            "As far as the asker may know who does; who is missing, the fewest that would do, and who is nearest.",
            [
                query("service", "Which service.", SERVICES, required=True),
                query("jobs", "Jobs that make it viable; without it what is usual.", {"type": "number", "minimum": 1}),
                query("minutes", "Minutes on foot at most.", {"type": "number", "minimum": 1, "maximum": 30}),
            ],
            None,
            {200: (JSON, ENOUGH)},
            (400, 404),
        ),
    }
    summary, description, parameters, body, answers, refusals = written[action]
    return operation(
        f"enquiries_{action}",
        summary,
        description,
        "working-groups",
        parameters=[*parameters, language()],
        body=body,
        answers=answers,
        refusals=refusals,
        signed_in=action != "enough",
    )

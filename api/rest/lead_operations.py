"""The OpenAPI operations of leads."""

from typing import Any

from api.answers import JSON
from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.rest.operations import language, limited, operation, query
from api.shapes import FLAG, MOMENT, NUMBER, TEXT, WHOLE, list_of, object_of, one_of, or_null
from territory.leads.models import RunState, State
from territory.needs_and_offers.models import Direction

Part = dict[str, Any]
Answers = dict[int, tuple[str, Part] | None]
BRIEF = {
    "id": WHOLE,
    "group": TEXT,
    "state": one_of(State.values),
    "score_percent": WHOLE,
    "sentences": list_of(TEXT),
    "is_invented": FLAG,
    "names_shown": FLAG,
    "found_at": MOMENT,
    "updated_at": MOMENT,
}
SIDE = object_of(
    direction=one_of(Direction.values),
    establishment=object_of(id=WHOLE, name=TEXT),
    need_or_offer=or_null(WHOLE),
    interested=or_null(FLAG),
)
STEP = object_of(
    **{"from": TEXT, "to": TEXT, "by": TEXT, "reason": TEXT},
    per_year=or_null(NUMBER),
    eur=or_null(NUMBER),
    at=MOMENT,
)
LEAD = object_of(
    **BRIEF, sides=list_of(SIDE), steps=list_of(STEP), can_answer=FLAG, next_states=list_of(one_of(State.values))
)
STAGE = object_of(stage=TEXT, reached=WHOLE, share_of_found=NUMBER, dropped_here=WHOLE)
COUNTED = ("offers", "needs", "compared", "fitting", "near_misses", "new_leads")
SEARCH = object_of(id=WHOLE, state=one_of(RunState.values), problem=TEXT, **dict.fromkeys(COUNTED, WHOLE))
GROUP = query("group", "Short name of a working group.", {"type": "string", "example": "cloche-dor"})
MOVED: Part = {
    "type": "object",
    "properties": {
        "interested": {"type": "boolean", "description": "The answer of one's own side, while it is only found."},
        "state": {"type": "string", "enum": State.values, "description": "The next state; instead of “interested”."},
        "reason": {"type": "string", "maxLength": 2000},
        "per_year": {"type": "number", "description": "What is passed on, t or MWh a year."},
        "eur": {"type": "number", "description": "Gain in EUR a year."},
    },
}


def lead_operation(action: str) -> Part:
    """The operation of one action of the view set."""
    written: dict[str, tuple[str, str, list[Part], tuple[Part, Part] | None, Answers, tuple[int, ...]]] = {
        "list": (
            "Leads",
            "Of one's own establishments, and of the groups one facilitates; the newest first.",
            [GROUP, query("state", "Only in this state.", {"type": "string"}), limited(DEFAULT_LIMIT, MAX_LIMIT)],
            None,
            {200: (JSON, object_of(items=list_of(object_of(**BRIEF))))},
            (400, 401),
        ),
        "retrieve": (
            "Leads: one",
            "The other side is told once both are interested.",
            [],
            None,
            {200: (JSON, LEAD)},
            (400, 401, 404),
        ),
        "partial_update": (
            "Leads: answer, or move on",
            "A no and a dropped lead need a reason, a running one its result.",
            [],
            (MOVED, {"interested": True}),
            {200: (JSON, LEAD)},
            (400, 401, 403, 404, 409, 413, 415, 422),
        ),
        "funnel": (
            "Leads: how far those of a group have come",
            "Counts only, for who belongs to the group.",
            [GROUP],
            None,
            {200: (JSON, object_of(items=list_of(STAGE)))},
            (400, 401, 404),
        ),
        "start": (
            "Leads: look for new ones",
            "For the facilitator; done by the worker. The answer says where it tells how far it is.",
            [],
            ({"type": "object", "properties": {"group": {"type": "string"}}}, {"group": "cloche-dor"}),
            {202: (JSON, SEARCH)},
            (400, 401, 403, 404, 413, 415, 422),
        ),
        "search": (
            "Leads: how far a search is",
            "For the facilitator of its group.",
            [],
            None,
            {200: (JSON, SEARCH)},
            (400, 401, 404),
        ),
    }
    summary, description, parameters, body, answers, refusals = written[action]
    return operation(
        f"leads_{action}",
        summary,
        description,
        "leads",
        parameters=[*parameters, language()],
        body=body,
        answers=answers,
        refusals=refusals,
        signed_in=True,
    )

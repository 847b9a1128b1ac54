"""The OpenAPI operations of leads."""

from typing import Any

from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.rest.operations import identity, language, limited, operation, query
from territory.leads.models import State

Part = dict[str, Any]
Answers = dict[int, tuple[str, Part] | None]
JSON = "application/json"
OBJECT: Part = {"type": "object"}
ITEMS: Part = {"type": "object", "properties": {"items": {"type": "array", "items": OBJECT}}}
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
            {200: (JSON, ITEMS)},
            (400, 401),
        ),
        "retrieve": (
            "Leads: one",
            "The other side is told once both are interested.",
            [identity()],
            None,
            {200: (JSON, OBJECT)},
            (400, 401, 404),
        ),
        "partial_update": (
            "Leads: answer, or move on",
            "A no and a dropped lead need a reason, a running one its result.",
            [identity()],
            (MOVED, {"interested": True}),
            {200: (JSON, OBJECT)},
            (400, 401, 403, 404, 409, 413, 415, 422),
        ),
        "funnel": (
            "Leads: how far those of a group have come",
            "Counts only, for who belongs to the group.",
            [GROUP],
            None,
            {200: (JSON, ITEMS)},
            (400, 401, 404),
        ),
        "start": (
            "Leads: look for new ones",
            "For the facilitator; done by the worker. The answer says where it tells how far it is.",
            [],
            ({"type": "object", "properties": {"group": {"type": "string"}}}, {"group": "cloche-dor"}),
            {202: (JSON, OBJECT)},
            (400, 401, 403, 404, 413, 415, 422),
        ),
        "search": (
            "Leads: how far a search is",
            "For the facilitator of its group.",
            [identity()],
            None,
            {200: (JSON, OBJECT)},
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

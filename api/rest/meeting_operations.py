"""What the OpenAPI document says about meetings and decisions."""

from typing import Any

from api.answers import JSON
from api.rest import operations
from api.shapes import DAY, FLAG, MOMENT, TEXT, WHOLE, list_of, object_of, or_null

Part = dict[str, Any]
MEETING: Part = {
    "type": "object",
    "properties": {
        "title": {**TEXT, "maxLength": 200},
        "starts_at": MOMENT,
        "ends_at": MOMENT,
        "place": {**TEXT, "maxLength": 200},
        "agenda": TEXT,
        "minutes": TEXT,
    },
}
DECISION: Part = {
    "type": "object",
    "properties": {"text": TEXT, "owner": {**TEXT, "maxLength": 200}, "due_on": DAY, "done_on": DAY},
}
A_MEETING = {"title": "Spring meeting", "starts_at": "2027-03-03T14:00:00+01:00", "place": "Cloche d’Or"}
A_DECISION = {"text": "Compare three places.", "owner": "Coordination", "due_on": "2027-04-01"}
DECIDED = object_of(
    id=WHOLE, number=WHOLE, text=TEXT, owner=TEXT, due_on=or_null(DAY), done_on=or_null(DAY), is_overdue=FLAG
)
PLANNED = object_of(
    id=WHOLE,
    working_group=WHOLE,
    title=TEXT,
    starts_at=MOMENT,
    ends_at=or_null(MOMENT),
    place=TEXT,
    agenda=TEXT,
    minutes=TEXT,
    version=WHOLE,
    decisions=list_of(DECIDED),
)
ANSWERS = {"list": object_of(meetings=list_of(PLANNED)), "decide": DECIDED, "change_decision": DECIDED}
OPERATIONS: dict[str, tuple[str, str, Any, int]] = {
    "list": ("meetings", "The meetings of a working group, with their decisions", None, 200),
    "create": ("plan_meeting", "Plans a meeting; those who take part are told", (MEETING, A_MEETING), 201),
    "retrieve": ("meeting", "One meeting with its decisions", None, 200),
    "partial_update": (
        "change_meeting",
        "Changes a meeting; “version” names the one it starts from",
        (MEETING, {"minutes": "…", "version": 1}),
        200,
    ),
    "destroy": ("discard_meeting", "Moves a meeting to the trash", None, 204),
    "decide": ("decide", "Writes down a decision; those who take part are told", (DECISION, A_DECISION), 201),
    "change_decision": (
        "change_decision",
        "Changes a decision; “done_on” says that it is done",
        (DECISION, {"done_on": "2027-03-31"}),
        200,
    ),
}


def operation_of(action: str) -> Part:
    """The operation of one action of the meetings."""
    name, title, body, status = OPERATIONS[action]
    answer = None if status == 204 else (JSON, ANSWERS.get(action, PLANNED))
    return operations.operation(
        name,
        title,
        "For people of the organisations that take part in the group; writing for its coordination.",
        "meetings",
        parameters=[],
        body=body,
        answers={status: answer},
        refusals=(401, 403, 404) if body is None else (400, 401, 403, 404, 409, 412, 422),
        signed_in=True,
    )

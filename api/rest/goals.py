"""The goals of a region's vision, with how far each commune is. Read only: the region writes them on its page."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.as_of import moment_in
from api.asking import reading_of
from api.errors import BadParameter
from api.rest import operations
from api.shapes import DAY, FLAG, TEXT, TEXTS, WHOLE, by_key, list_of, object_of, one_of, or_null
from layers.communes.models import Region
from layers.languages import LANGUAGES
from territory.contributions.models import Theme
from territory.errors import Invalid
from territory.indicators.places import place_called
from territory.vision.coverage import GoalRow, Reached, coverage_of
from territory.vision.models import Goal

DEFAULT_REGION = "prosud"
CELL = object_of(
    lau2_code=TEXT,
    name=TEXT,
    reached=one_of(Reached),
    by_stage=by_key(WHOLE, "How many published things, by stage; with a day those of then."),
    stage_not_known={**WHOLE, "description": "How many more, whose stage on that day is not known."},
)
GOAL = object_of(
    id=WHOLE,
    theme=TEXT,
    title=TEXTS,
    summary=TEXTS,
    target=TEXTS,
    due_on=or_null(DAY),
    kind={**TEXT, "description": "What counts; empty: all three kinds."},
    from_stage={**TEXT, "description": "The stage from which it is covered."},
    is_invented=FLAG,
    communes=list_of(CELL),
)
ANSWER = object_of(region=TEXT, goals=list_of(GOAL))


class GoalViewSet(ViewSet):
    """Reads only, for everybody: what counts is published."""

    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "goals",
            "Goals of a region's vision",
            "Each goal with how far each commune of the region is: counted from the published things about its theme "
            "that touch the commune.",
            "goals",
            parameters=[
                operations.query("region", "Code of the region.", {"type": "string", "default": DEFAULT_REGION}),
                operations.query("theme", "Only goals of this theme.", {"type": "string", "example": "mobility"}),
                operations.query(
                    "on",
                    "Communes of that day, and what goes on then in its stage of that day.",
                    {"type": "string", "format": "date"},
                ),
                operations.query(
                    "as_of",
                    "Goals and things as they were known at the end of that day, or at that moment (RFC 3339).",
                    {"type": "string", "example": "2026-05-01"},
                ),
                operations.language(),
            ],
            answers={200: ("application/json", ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """The goals of the region in their order."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["region", "theme", "on", "as_of", "lang"])
        language = reading_of(request, parameters).language
        day = params.day(parameters, "on", None)
        with translation.override(language):
            region = _region(parameters.get("region") or DEFAULT_REGION, day)
        coverage = coverage_of(region, day, moment_in(parameters))
        rows = [row for row in coverage.goals if parameters.get("theme") in (None, "", row.goal.theme.code)]
        answer = {"region": region.code, "goals": [_goal(row) for row in rows]}
        return public_json(answer, language=language, seconds=10)


def _region(code: str, day: datetime.date | None) -> Region:
    """The region as it is on ``day``. Raises BadParameter, saying why there is none."""
    try:
        region = place_called(f"region:{code}", day).thing
    except Invalid as refusal:
        raise BadParameter("region", str(refusal)) from refusal
    assert isinstance(region, Region)
    return region


def _goal(row: GoalRow) -> dict[str, Any]:
    goal = row.goal
    return {
        "id": goal.pk,
        "theme": goal.theme.code,
        "title": texts_of(goal, "title"),
        "summary": texts_of(goal, "summary"),
        "target": texts_of(goal, "target"),
        "due_on": goal.due_on and goal.due_on.isoformat(),
        "kind": goal.kind,
        "from_stage": goal.from_stage,
        "is_invented": goal.is_invented,
        "communes": [
            {
                "lau2_code": cell.commune.lau2_code,
                "name": cell.commune.name,
                "reached": str(cell.reached),
                "by_stage": {str(stage): number for stage, number in cell.stages},
                "stage_not_known": cell.unknown,
            }
            for cell in row.cells
        ],
    }


def texts_of(thing: Goal | Theme, name: str) -> dict[str, str]:
    """The text ``name`` by language, where there is one."""
    return {code: text for code in LANGUAGES if (text := getattr(thing, f"{name}_{code}"))}

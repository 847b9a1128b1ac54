"""Figures about places: the same as on the page that compares."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.as_of import moment_in
from api.asking import reading_of
from api.errors import BadParameter
from api.rest import operations
from api.shapes import NUMBER, TEXT, WHOLE, by_key, list_of, object_of, or_null
from territory.contributions.models import Theme
from territory.errors import Invalid
from territory.indicators.definitions import INDICATORS
from territory.indicators.figures import figures_of
from territory.indicators.places import place_called

MOST_PLACES = 20
FIGURES = object_of(
    "In the order they were asked for.",
    place=TEXT,
    name=TEXT,
    projects=WHOLE,
    by_stage=by_key(WHOLE, "How many, by stage."),
    by_theme=by_key(WHOLE, "How many, by theme."),
    services=WHOLE,
    establishments=WHOLE,
    stating=WHOLE,
    jobs=WHOLE,
    works_weeks=NUMBER,
    services_per_1000_jobs=or_null(NUMBER),
)
ANSWER = object_of(
    places=list_of(FIGURES), definitions=list_of(object_of(id=TEXT, title=TEXT, formula=TEXT, source=TEXT))
)


class IndicatorViewSet(ViewSet):
    """Reads only, for everybody: only what is published counts."""

    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "indicators",
            "Figures about places",
            f"Projects by stage and theme, establishments, jobs, services and weeks of works of up to {MOST_PLACES} "
            "communes, business parks and regions, with what each figure means.",
            "indicators",
            parameters=[
                operations.query(
                    "place",
                    "Places with commas between: commune:LAU2 code, park:code, region:code.",
                    {"type": "string", "example": "commune:0204,region:prosud"},
                ),
                operations.query("theme", "Only projects and services of this theme.", {"type": "string"}),
                operations.query("on", "Only projects that go on that day.", {"type": "string", "format": "date"}),
                operations.query(
                    "as_of",
                    "All of it as it was known at the end of that day, or at that moment (RFC 3339).",
                    {"type": "string", "example": "2026-05-01"},
                ),
                operations.language(),
            ],
            answers={200: ("application/json", ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """The figures of the places of ``place``, in that order."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["place", "theme", "on", "as_of", "lang"])
        language = reading_of(request, parameters).language
        day, moment = params.day(parameters, "on", None), moment_in(parameters)
        names = [name for name in parameters.get("place", "").split(",") if name]
        if not 1 <= len(names) <= MOST_PLACES:
            sentence = _("Name 1 to %(most)d places, such as commune:0204,region:prosud.")
            raise BadParameter("place", sentence % {"most": MOST_PLACES})
        with translation.override(language):
            try:
                places = [place_called(name, day) for name in names]
            except Invalid as refusal:
                raise BadParameter("place", str(refusal)) from refusal
            figures = figures_of([place.area for place in places], day, _theme(parameters.get("theme", "")), moment)
            answer = {
                "places": [
                    {
                        "place": place.called,
                        "name": str(place.thing),
                        "projects": each.projects,
                        **asdict(each),
                        "works_weeks": round(float(each.works_weeks), 1),
                        "services_per_1000_jobs": each.services_per_1000_jobs,
                    }
                    for place, each in zip(places, figures, strict=True)
                ],
                "definitions": [
                    {"id": one.id, "title": str(one.title), "formula": str(one.formula), "source": str(one.source)}
                    for one in INDICATORS
                ],
            }
        return public_json(answer, language=language, seconds=10)


def _theme(code: str) -> Theme | None:
    if not code:
        return None
    theme = Theme.objects.filter(code=code).first() if "\x00" not in code else None
    if theme is None:
        raise BadParameter("theme", _("There is no theme “%(code)s”.") % {"code": code})
    return theme

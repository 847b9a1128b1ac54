"""The themes of the regional vision. Read only: whoever plans a region writes them on their page."""

from typing import Any

from django.http import HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.asking import reading_of
from api.rest import operations
from api.rest.goals import texts_of
from api.shapes import TEXT, TEXTS, WHOLE, list_of, object_of
from territory.vision.counted import counted_themes

ANSWER = object_of(
    themes=list_of(
        object_of(
            "In their order.",
            code=TEXT,
            name=TEXTS,
            meaning=TEXTS,
            symbol=TEXT,
            things=WHOLE,
            goals=WHOLE,
        )
    )
)


class ThemeViewSet(ViewSet):
    """Reads only, for everybody: only what is published counts."""

    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "themes",
            "Themes of the vision",
            "Each theme with its name and meaning, its symbol, and how many published things and goals are about it. "
            "Its code is what “theme” asks for everywhere.",
            "themes",
            parameters=[operations.language()],
            answers={200: ("application/json", ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """All themes in their order."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        language = reading_of(request, parameters).language
        themes = [
            {
                "code": each.theme.code,
                "name": texts_of(each.theme, "name"),
                "meaning": texts_of(each.theme, "meaning"),
                "symbol": each.theme.symbol,
                "things": each.things,
                "goals": each.goals,
            }
            for each in counted_themes()
        ]
        return public_json({"themes": themes}, language=language, seconds=10)

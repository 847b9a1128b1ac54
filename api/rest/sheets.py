"""The context sheet of a contribution as it was when it was submitted, by REST."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import feature_id, reading_of
from api.catalogue import KINDS
from api.errors import BadParameter, NoSuchThing
from api.rest import operations
from api.rest.context_answer import SHEET
from territory.context.keeping import read_sheet, sheets_seen_by
from territory.context.models import KeptSheet
from territory.contributions.models import Contribution

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "version": {"type": "integer", "description": "The version that was submitted."},
        "submitted_at": {"type": "string", "format": "date-time"},
        "made_at": {"type": "string", "format": "date-time", "description": "When the sheet was put together."},
        "starts_on": {"type": "string", "format": "date", "description": "First day that was asked for."},
        "ends_on": {"type": "string", "format": "date", "description": "Last day that was asked for."},
        "versions": {"type": "array", "items": {"type": "integer"}, "description": "All that the asker may read."},
        "sheet": {**SHEET, "description": "As POST /api/v1/context/ answers it."},
    },
}


class SheetViewSet(ViewSet):
    """The kept sheets of one feature of ``collection_id``; read only."""

    collection_id = ""
    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        version = {"type": "integer", "minimum": 1}
        return operations.operation(
            f"{self.collection_id}_sheet",
            "What lay around it when it was submitted",
            "The last kept context sheet that the asker may read, or that of “version”. The public reads it of what is "
            "published and lies where it was submitted; things nearby that are no longer public are left out.",
            self.collection_id,
            parameters=[
                operations.query("version", "The version that was submitted.", version),
                operations.language(),
            ],
            answers={200: ("application/json", SCHEMA)},
            refusals=(400, 404),
        )

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One kept sheet."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang", "version"])
        language = reading_of(request, parameters).language
        thing = self._thing(request, pk)
        sheets = sheets_seen_by(request.user, thing)
        kept = _chosen(sheets, parameters.get("version"))
        return private_json(
            {
                "version": kept.version,
                "submitted_at": kept.submitted_at.isoformat(),
                "made_at": kept.made_at.isoformat(),
                "starts_on": kept.starts_on.isoformat(),
                "ends_on": kept.ends_on.isoformat(),
                "versions": [sheet.version for sheet in sheets],
                "sheet": read_sheet(kept, request.user, language),
            },
            language=language,
        )

    def _thing(self, request: Request, pk: str) -> Contribution:
        thing = KINDS[self.collection_id].objects.visible_to(request.user).filter(pk=feature_id(pk)).first()
        if thing is None:
            raise NoSuchThing(
                _("There is no feature %(id)s in “%(collection)s”, or you may not see it.")
                % {"id": pk, "collection": self.collection_id}
            )
        return thing


def _chosen(sheets: list[KeptSheet], version: str | None) -> KeptSheet:
    if version is None:
        found = sheets[:1]
    elif version.isascii() and version.isdigit():
        found = [sheet for sheet in sheets if str(sheet.version) == version.lstrip("0")]
    else:
        raise BadParameter("version", _("“version” is the number of a version, such as 2."))
    if not found:
        raise NoSuchThing(_("No sheet was kept of this, or you may not read it."))
    return found[0]

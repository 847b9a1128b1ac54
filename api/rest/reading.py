"""Reading any collection by REST: a page of features, one feature. The written kinds: contributions.py."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import pagination, params, sorting
from api.as_of import parameters_of, rows_seen
from api.asking import collection_called, feature_id, reading_of
from api.collection import Collection
from api.crs import CRS84
from api.errors import NoSuchThing
from api.geojson import MEDIA_TYPE, collection_text, feature_texts
from api.ogc.features import geojson
from api.ogc.links import same_with
from api.rest import operations
from api.rest.collection_operations import of_collection

PAGE_PARAMETERS = ("bbox", "cursor", "lang", "limit", *sorting.PARAMETERS, *pagination.NARROWING)


class GeoJsonRenderer(JSONRenderer):
    """Lets a program ask for GeoJSON by its own name; the database has written it already."""

    media_type = MEDIA_TYPE
    format = "geojson"


class CollectionViewSet(ViewSet):
    """One collection, named by ``collection_id``; anybody may read what is public."""

    collection_id = ""
    schema = operations.WrittenSchema()
    renderer_classes = (GeoJsonRenderer, JSONRenderer)

    @property
    def collection(self) -> Collection:
        return collection_called(self.collection_id)

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return of_collection(self.collection, action)

    def list(self, request: Request) -> HttpResponse:
        """A page of features, in the order of their ids."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, [*PAGE_PARAMETERS, *parameters_of(self.collection), *self.collection.filters])
        reading = reading_of(request, parameters)
        found = pagination.page(self.collection, request.user, parameters, reading, flat=False)
        links = [{"href": same_with(request), "rel": "self", "type": MEDIA_TYPE}]
        for rel, cursor in (("next", found.next_cursor), ("prev", found.previous_cursor)):
            if cursor:
                links.append({"href": same_with(request, cursor=cursor), "rel": rel, "type": MEDIA_TYPE})
        members: dict[str, object] = {"links": links, "numberReturned": len(found.features)}
        if found.number_matched is not None:
            members["numberMatched"] = found.number_matched
        text = collection_text(found.features, json.dumps(members, ensure_ascii=False)[1:-1])
        return geojson(text, self.collection, request.user, reading.language, CRS84)

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One feature."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang", *parameters_of(self.collection)])
        reading = reading_of(request, parameters)
        text = self.feature_text(request, feature_id(pk))
        return geojson(text, self.collection, request.user, reading.language, CRS84)

    def feature_text(self, request: Request, pk: int) -> str:
        """The stored feature as GeoJSON. Raises NoSuchThing, also for what the asker may not see."""
        parameters = request.query_params.dict()
        rows = rows_seen(self.collection, request.user, parameters).filter(pk=pk)
        reading = reading_of(request, parameters)
        found = feature_texts(rows, self.collection, reading, flat=False)
        if not found:
            raise NoSuchThing(
                _("There is no feature %(id)s in “%(collection)s”, or you may not see it.")
                % {"id": pk, "collection": self.collection_id}
            )
        return found[0][1]

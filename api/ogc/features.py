"""OGC API Features: pages of items and single items (OGC 17-069r4; reference systems: 18-058r1)."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from api import areas, pagination, params
from api.answers import keep_by
from api.as_of import parameters_of, rows_seen
from api.asking import asker_of, check_format, collection_called, feature_id, reading_of
from api.collection import Asker, Collection
from api.crs import Crs
from api.errors import NoSuchThing, answers_problems
from api.geojson import MEDIA_TYPE, collection_text, feature_texts
from api.ogc.links import JSON, link, same_with


@answers_problems("GET", "HEAD")
def items(request: HttpRequest, collection_id: str) -> HttpResponse:
    """A page of the collection's features."""
    collection = collection_called(collection_id)
    check_format(request)
    parameters = request.GET.dict()
    asker = asker_of(request)
    crs = areas.crs_of(parameters, "crs")
    reading = reading_of(request, parameters)
    found = pagination.page(collection, asker, parameters, reading, flat=True, crs=crs)
    links = [
        {"href": same_with(request), "rel": "self", "type": MEDIA_TYPE, "title": str(collection.title)},
        link(request, f"collections/{collection.id}", "collection", collection.title, JSON),
    ]
    for rel, title, cursor in (
        ("next", _("next page"), found.next_cursor),
        ("prev", _("previous page"), found.previous_cursor),
    ):
        if cursor:
            href = same_with(request, cursor=cursor)
            links.append({"href": href, "rel": rel, "type": MEDIA_TYPE, "title": title})
    members: dict[str, object] = {
        "links": links,
        "timeStamp": timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        "numberReturned": len(found.features),
    }
    if found.number_matched is not None:
        members["numberMatched"] = found.number_matched
    text = collection_text(found.features, json.dumps(members, ensure_ascii=False)[1:-1])
    return geojson(text, collection, asker, reading.language, crs)


@answers_problems("GET", "HEAD")
def item(request: HttpRequest, collection_id: str, item_id: str) -> HttpResponse:
    """One feature of the collection."""
    collection = collection_called(collection_id)
    check_format(request)
    parameters = request.GET.dict()
    params.refuse_unknown(parameters, ["crs", "f", "lang", *parameters_of(collection)])
    asker = asker_of(request)
    crs = areas.crs_of(parameters, "crs")
    reading = reading_of(request, parameters)
    rows = rows_seen(collection, asker, parameters).filter(pk=feature_id(item_id))
    found = feature_texts(rows, collection, reading, flat=True, crs=crs)
    if not found:
        raise NoSuchThing(
            _("There is no feature %(id)s in “%(collection)s”, or you may not see it.")
            % {"id": item_id, "collection": collection.id}
        )
    path = f"collections/{collection.id}"
    links = [
        link(request, f"{path}/items/{item_id}", "self", collection.title, MEDIA_TYPE),
        link(request, path, "collection", collection.title, JSON),
    ]
    text = f'{found[0][1][:-1]},"links":{json.dumps(links, ensure_ascii=False)}}}'
    return geojson(text, collection, asker, reading.language, crs)


def geojson(text: str, collection: Collection, asker: Asker, language: str, crs: Crs) -> HttpResponse:
    """A GeoJSON answer with the headers that tell its reference system, its language and who may keep it."""
    response = HttpResponse(text, content_type=MEDIA_TYPE)
    response["Content-Crs"] = f"<{crs.uri}>"
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    keep_by(response, collection.same_for_all, asker, seconds=10)
    return response

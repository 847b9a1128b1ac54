"""The page of an object: in the map's panel when opened directly, alone when the panel itself asks for it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontend.map_collections import MAP_COLLECTIONS
from frontend.structured import Subject
from frontend.views.articles.business_parks import about_business_park
from frontend.views.articles.communes import about_commune
from frontend.views.articles.companies import about_establishment
from frontend.views.articles.construction_zones import about_construction_zone, about_phases
from frontend.views.articles.contributions import (
    about_cooperation_project,
    about_initiative,
    about_pooled_service,
)
from frontend.views.articles.figures import figures_about, has_figures
from frontend.views.articles.listing import listing
from frontend.views.articles.public_places import about_public_place
from frontend.views.articles.transit import about_section, about_stop
from frontend.views.articles.working_groups import about_working_group
from frontend.views.map import map_page
from layers.construction_zones.models import ConstructionZone
from layers.crs import in_lonlat
from territory.contributions.models import Contribution
from territory.errors import Invalid
from territory.history.as_of import as_of, moment_called
from territory.history.lists import rows_then
from territory.people.models import User
from territory.pooled_services.models import PooledService


@dataclass(frozen=True)
class ObjectPage:
    """``place`` names the geometry; ``about`` gives what the article says besides the row's own columns."""

    place: str
    about: Callable[[Any, User | AnonymousUser], dict[str, Any]]
    related: tuple[str, ...] = ("release__source",)


PLACED = ("theme", "owner")
OBJECT_PAGES = {
    "communes": ObjectPage("boundary", about_commune),
    "business-parks": ObjectPage("footprint", about_business_park),
    "construction-zones": ObjectPage("footprint", about_construction_zone),
    "transit-sections": ObjectPage("alignment", about_section, ("release__source", "route")),
    "transit-stops": ObjectPage("location", about_stop),
    "public-places": ObjectPage("location", about_public_place),
    "establishments": ObjectPage("location", about_establishment, ("company",)),
    "working-groups": ObjectPage("footprint", about_working_group, ("coordinator",)),
    "local-initiatives": ObjectPage("location", about_initiative, PLACED),
    "cooperation-projects": ObjectPage("location", about_cooperation_project, (*PLACED, "working_group", "grown_from")),
    "pooled-services": ObjectPage("location", about_pooled_service, (*PLACED, "working_group", "grown_from")),
}
COLLECTIONS = {collection.id: collection for collection in MAP_COLLECTIONS}


class CollectionInPath:
    """The part of an address that names a collection."""

    regex = "|".join(OBJECT_PAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def visible_object(
    collection: str, pk: int, reader: User | AnonymousUser, moment: datetime.datetime | None = None
) -> Model:
    """The object of ``collection``, if ``reader`` may see it. Raises Http404: a draft is a secret.

    ``moment``: as it was known then, if ``reader`` may see the state it was in.
    """
    model = COLLECTIONS[collection].model
    rows: Any = model._default_manager.select_related(*OBJECT_PAGES[collection].related)
    if issubclass(model, Contribution):
        rows = rows.visible_to(reader)
    if moment is not None:
        rows = as_of(rows, moment)
    return get_object_or_404(rows, pk=pk)


def _box_in_words(place: GEOSGeometry) -> str:
    """West, south, east and north in CRS84 degrees, to about a metre."""
    return ",".join(f"{degrees:.5f}" for degrees in in_lonlat(place).extent)


def show_object(request: HttpRequest, collection: str, thing: Model, status: int = 200, **more: Any) -> HttpResponse:
    """The article about ``thing``: alone for the header ``X-Fragment: panel``, else inside the map page."""
    page = OBJECT_PAGES[collection]
    kind = COLLECTIONS[collection].one
    article = render_to_string(
        f"frontend/objects/{collection}.html",
        {
            "thing": thing,
            "collection": collection,
            "kind": kind,
            "bbox": _box_in_words(getattr(thing, page.place)),
            **page.about(thing, request.user),
            **(figures_about(thing, request.GET.get("on", "")) if has_figures(thing) else {}),
            **more,
        },
        request,
    )
    if request.headers.get("X-Fragment") == "panel":
        return HttpResponse(article, status=status)
    subject = Subject(collection, thing, getattr(thing, page.place), str(kind))
    response = map_page(request, detail=article, title=f"{thing} · {kind}", subject=subject)
    response.status_code = status
    return response


@gzip_page
@require_safe
@vary_on_headers("X-Fragment")
def object_page(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The page of one object, for everyone who may see it; with ``as_of`` as it was known on a day."""
    text = request.GET.get("as_of")
    if text is None:
        return show_object(request, collection, visible_object(collection, pk, request.user))
    if not COLLECTIONS[collection].knows_then:
        thing = visible_object(collection, pk, request.user)
        return show_object(request, collection, thing, past_not_kept=COLLECTIONS[collection].title)
    try:
        moment = moment_called(text)
    except Invalid as refusal:
        thing = visible_object(collection, pk, request.user)
        return show_object(request, collection, thing, status=400, moment_refused=str(refusal))
    then = visible_object(collection, pk, request.user, moment)
    return show_object(
        request,
        collection,
        then,
        as_of=moment,
        steps=[],
        can_edit=False,
        can_delete=False,
        next_stages=[],
        **parts_of(then, moment),
    )


def parts_of(then: Model, moment: datetime.datetime) -> dict[str, Any]:
    """The phases, partners and subscribers of ``then``, as they were known with it."""
    if isinstance(then, ConstructionZone):
        return about_phases(then, moment)
    if not isinstance(then, Contribution):
        return {}
    found: dict[str, Any] = {"partners": rows_then(then, "partners")}
    if isinstance(then, PooledService):
        found["subscribers"] = listing(rows_then(then, "subscribers"))
    return found

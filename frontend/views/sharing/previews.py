"""The picture that a link to a page brings along where it is posted: what everyone may see, drawn once and kept."""

import hashlib
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.map_view import Box, MapView, window_of
from frontend.sharing.printing import Busy, Heading, ToDraw, picture_as_png
from frontend.sharing.seen_rows import check_view
from frontend.sharing.sources import filters_in_words, title_of
from frontend.views.objects import OBJECT_PAGES, visible_object
from frontend.views.sharing.asked import Asked, asked_view, reader_language
from layers.crs import in_lonlat
from territory.errors import Invalid

# The size that the sites which show previews ask for (Open Graph), pixels.
PREVIEW_PX = (1200, 630)
POINT_ZOOM = 14.5
# How much ground around an object, as a share of its size.
AROUND = 0.9
# Of the filters in words, so many letters have room in the head of a picture.
LONGEST_FILTERS = 95
KEEP_S = 24 * 3600
ONE_OF = {collection.id: collection.one for collection in MAP_COLLECTIONS}


@require_safe
def preview_of_object(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The object in the middle of its surroundings, for visitors: what is not public has no preview."""
    thing = visible_object(collection, pk, AnonymousUser())
    stamp = getattr(thing, "updated_at", None) or getattr(thing, "release_id", "")
    view = MapView(box=_box_around(thing, collection), selected=(collection, pk), hidden=frozenset({"establishments"}))
    heading = Heading(str(thing), str(ONE_OF[collection]))
    return _kept(request, f"{collection}/{pk}/{stamp}", view, heading)


@require_safe
def preview_of_map(request: HttpRequest) -> HttpResponse:
    """What a link to the map shows to a visitor: part of the map, filters and day; without any the whole region."""
    asked = view_of_link(request)
    if asked is None:
        view = MapView(hidden=frozenset({"establishments", "working-groups"}))
        return _kept(request, "map", view, Heading(str(settings.SITE_NAME), ""))
    filters = Truncator(" · ".join(filters_in_words(asked.view))).chars(LONGEST_FILTERS)
    # Two links that mean the same are one picture; an address may be longer than the name of what is kept.
    name = hashlib.sha256(asked.query.encode()).hexdigest()
    return _kept(request, f"map/{name}", asked.view, Heading(title_of(asked.view), filters))


def view_of_link(request: HttpRequest) -> Asked | None:
    """The view that a link to the map names; None for a link to all of it, and for one that cannot be read."""
    try:
        asked = asked_view(request)
        check_view(asked.view)
    except Invalid:
        return None
    return asked if asked.query else None


def _box_around(thing: Model, collection: str) -> Box:
    place: Any = in_lonlat(getattr(thing, OBJECT_PAGES[collection].place))
    west, south, east, north = place.extent
    least = window_of(POINT_ZOOM, (west + east) / 2, (south + north) / 2, *PREVIEW_PX)
    wide, high = (east - west) * AROUND, (north - south) * AROUND
    return (
        min(west - wide, least[0]),
        min(south - high, least[1]),
        max(east + wide, least[2]),
        max(north + high, least[3]),
    )


def _kept(request: HttpRequest, name: str, view: MapView, heading: Heading) -> HttpResponse:
    language = reader_language()
    # Memcached's rules for keys hold for every cache.
    key = f"preview:{settings.RELEASE}:{language}:{name}".replace(" ", "_")
    pictures = caches["pictures"]
    picture = pictures.get(key)
    if picture is None:
        too_many = ratelimit.consume_or_429(request, action="copy_of_map")
        if too_many is not None:
            return too_many
        asked = ToDraw(view, AnonymousUser(), language, request.build_absolute_uri())
        try:
            picture = picture_as_png(asked, *PREVIEW_PX, sharpness=1, heading=heading)
        except Busy:
            return HttpResponse(status=503)
        pictures.set(key, picture, KEEP_S)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={KEEP_S}"
    return response

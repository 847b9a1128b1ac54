"""What the map page hands to its scripts: collections, choices of the filters, addresses and where the map begins."""

import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models import Extent
from django.contrib.gis.db.models.functions import Envelope, Transform
from django.db.models import Prefetch
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frontend.clock import clock_data
from frontend.map_collections import MAP_COLLECTIONS, credits_of
from frontend.map_texts import map_texts, place_texts
from frontend.nace import REV_2
from frontend.needs_words import subject_in_words
from layers.business_parks.models import BusinessPark, StateType
from layers.communes.models import Commune, Region
from layers.construction_zones.querysets import WorksState
from layers.crs import CRS84_SRID
from layers.public_places.models import PlaceKind
from territory.contributions.models import Stage, Theme
from territory.matching.profile import Energy
from territory.matching.waste_list import project_waste_list
from territory.needs_and_offers.models import SharedService
from territory.needs_and_offers.querysets import facilitated_groups, own_groups
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

CHAPTER_DIGITS = 2
Box = tuple[float, float, float, float]


def _collections() -> list[dict[str, Any]]:
    return [
        {
            "id": collection.id,
            "title": str(collection.title),
            "one": str(collection.one),
            "filters": collection.filters,
            "listed": collection.listed,
            "shown": collection.shown,
            "dated": collection.dated,
            "credits": credits_of(collection),
        }
        for collection in MAP_COLLECTIONS
    ]


def _communes(today: datetime.date) -> list[dict[str, Any]]:
    """Code, name and box (CRS84) of today's communes, by name."""
    communes = Commune.objects.valid_on(today).annotate(box=Transform(Envelope("boundary"), CRS84_SRID))
    return [
        {"code": commune.lau2_code, "name": commune.name, "bbox": _rounded(commune.box.extent)}
        for commune in communes.only("lau2_code", "name").order_by("name")
    ]


def _regions(today: datetime.date) -> list[dict[str, Any]]:
    """Today's regions with the codes of their communes."""
    return [
        {
            "code": region.code,
            "name": region.name,
            "communes": list(
                Commune.objects.valid_on(today).in_region(region.code, today).values_list("lau2_code", flat=True)
            ),
        }
        for region in Region.objects.valid_on(today).order_by("name")
    ]


def _parks() -> list[dict[str, Any]]:
    """Business parks as places to search around: id, name, middle and box (CRS84)."""
    parks = (
        BusinessPark.objects.annotate(box=Transform(Envelope("footprint"), CRS84_SRID)).only("name").order_by("name")
    )
    return [
        {
            "id": park.pk,
            "name": park.name,
            "lon": park.box.centroid.x,
            "lat": park.box.centroid.y,
            "bbox": _rounded(park.box.extent),
        }
        for park in parks
    ]


def _working_groups(user: User | AnonymousUser) -> list[dict[str, Any]]:
    """Number, short name, name, box (CRS84) and parks of the working groups; own: ``user`` belongs to it."""
    own = {group.pk for belonging in (own_groups(user), facilitated_groups(user)) for group in belonging.only("pk")}
    groups = WorkingGroup.objects.annotate(box=Transform(Envelope("footprint"), CRS84_SRID))
    parks = Prefetch("business_parks", BusinessPark.objects.only("pk"))
    return [
        {
            "id": group.pk,
            "code": group.slug,
            "name": group.name,
            "bbox": _rounded(group.box.extent),
            "parks": [park.pk for park in group.business_parks.all()],
            "own": group.pk in own,
        }
        for group in groups.only("slug", "name").prefetch_related(parks).order_by("name")
    ]


def _subjects() -> list[dict[str, Any]]:
    """What establishments need and offer, in three groups: shared services, energy, chapters of the List of Waste."""
    chapters = [code for code in project_waste_list().hazardous if len(code) == CHAPTER_DIGITS]
    return [
        {"name": name, "choices": [{"code": str(code), "name": subject_in_words(code)} for code in codes]}
        for name, codes in (
            (_("Shared services"), SharedService.values),
            (_("Energy"), list(Energy)),
            (_("Materials"), chapters),
        )
    ]


def first_box(today: datetime.date) -> Box | None:
    """The communes that belong to a region, as a box in CRS84: what the map shows first. None on an empty map."""
    planned = Commune.objects.valid_on(today).filter(regions__isnull=False)
    extent = planned.annotate(box=Transform(Envelope("boundary"), CRS84_SRID)).aggregate(all=Extent("box"))["all"]
    return _rounded(extent) if extent else None


def box_of(commune_ids: list[int], park_ids: list[int]) -> Box | None:
    """Communes and business parks together, as a box in CRS84; None for none."""
    shapes: list[tuple[Any, str, list[int]]] = [
        (Commune, "boundary", commune_ids),
        (BusinessPark, "footprint", park_ids),
    ]
    boxes = []
    for model, shape, ids in shapes:
        rows = model.objects.filter(pk__in=ids).annotate(box=Transform(Envelope(shape), CRS84_SRID))
        extent = rows.order_by().aggregate(all=Extent("box"))["all"]
        if extent:
            boxes.append(extent)
    if not boxes:
        return None
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return _rounded((min(wests), min(souths), max(easts), max(norths)))


def _rounded(box: Box) -> Box:
    west, south, east, north = (round(degrees, 5) for degrees in box)
    return (west, south, east, north)


def _addresses() -> dict[str, str]:
    return {
        "map": reverse("map"),
        "ogc": "/ogc",
        "api": "/api/v1",
        "share": reverse("share"),
        "views": reverse("saved-views"),
        "shortcuts": reverse("shortcuts"),
        "icons": static("frontend/icons/sprite.svg"),
    }


def _zoom() -> dict[str, int]:
    config = cast("dict[str, Any]", settings.LEAFLET_CONFIG)
    return {"min": config["MIN_ZOOM"], "max": config["MAX_ZOOM"]}


def place_data() -> dict[str, Any]:
    """Everything ``js/pages/place.js`` needs for the map of a form, ready to be written as JSON."""
    today = timezone.localdate()
    return {
        "today": today.isoformat(),
        "communes": _communes(today),
        "firstBox": first_box(today),
        "zoom": _zoom(),
        "addresses": _addresses(),
        "texts": place_texts(),
    }


def map_data(request: HttpRequest) -> dict[str, Any]:
    """Everything ``js/pages/overview.js`` needs to begin, ready to be written as JSON."""
    today = timezone.localdate()
    return {
        "page": "overview",
        "language": get_language(),
        "signedIn": request.user.is_authenticated,
        "today": today.isoformat(),
        "clock": clock_data(),
        "collections": _collections(),
        "themes": [{"code": theme.code, "name": theme.name, "symbol": theme.symbol} for theme in Theme.objects.all()],
        "stages": [{"code": code, "name": str(name)} for code, name in Stage.choices],
        "worksStates": [{"code": code, "name": str(name)} for code, name in WorksState.choices],
        "communes": _communes(today),
        "regions": _regions(today),
        "workingGroups": _working_groups(request.user),
        "parks": _parks(),
        "subjects": _subjects(),
        "parkTypes": [{"code": code, "name": capfirst(name)} for code, name in StateType.choices],
        "placeKinds": [{"code": code, "name": capfirst(name)} for code, name in PlaceKind.choices],
        "naceSections": [{"code": code, "name": str(name)} for code, name in REV_2.items()],
        "firstBox": first_box(today),
        "zoom": _zoom(),
        "addresses": _addresses(),
        "texts": map_texts(),
    }

"""Finds places, stops, companies and projects by name, in all four languages, best first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Case, F, FloatField, Func, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, NullIf
from django.utils import timezone, translation

from layers.business_parks.models import BusinessPark, StateType
from layers.communes.models import Commune
from layers.crs import CRS84_SRID
from layers.languages import text_in
from layers.public_places.models import PlaceKind, PublicPlace
from layers.sql import query
from layers.transit.models import TransitStop
from territory.companies.models import Company, Establishment
from territory.contributions.models import Contribution
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from territory.pooled_services.models import PooledService
from territory.search.text import Rank, alike, columns_of, text_of
from territory.working_groups.models import WorkingGroup

Asker = User | AnonymousUser
# Below this a name is too far from what was typed: "hovald" finds Howald (0.57), "metz" not Mertert.
ALIKE_FROM = 0.5
# Names alike are ranked among this many; more would be read only to be left out.
CANDIDATES = 300
# With fewer letters nearly every name is alike: then only beginnings count.
LETTERS_FOR_ALIKE = 3


@dataclass(frozen=True)
class Hit:
    """One find. ``bbox`` is west, south, east, north and ``lon``, ``lat`` a point on it, CRS84."""

    kind: str
    collection: str
    id: int
    label: str
    context: str
    bbox: tuple[float, float, float, float]
    lon: float
    lat: float
    rank: float


@dataclass(frozen=True)
class Searched:
    """A table that is searched by ``name``. ``narrow`` leaves the rows that may fit, by an index."""

    kind: str
    collection: str
    rows: Callable[[Asker], QuerySet[Any]]
    name: str
    geometry: str
    context: Callable[[str], Combinable]
    narrow: Callable[[QuerySet[Any], str, int], QuerySet[Any]] = lambda rows, typed, limit: rows


class Degrees(Func):
    """One number about a geometry in CRS84: a side of its box, or a coordinate of a point on it."""

    output_field = FloatField()

    def __init__(self, measure: str, geometry: str, *, of_point: bool = False) -> None:
        super().__init__(F(geometry))
        part = "ST_PointOnSurface(%(expressions)s)" if of_point else "ST_Envelope(%(expressions)s)"
        self.template = f"round({measure}(ST_Transform({part}, {CRS84_SRID}))::numeric, 6)::float8"


def _no_context(language: str) -> Combinable:
    return Value("")


def _titled_like(rows: QuerySet[Any], typed: str, limit: int) -> QuerySet[Any]:
    return rows.filter(alike(text_of(rows.model, "title"), typed))


def _contributions(kind: str, collection: str, model: type[Contribution]) -> Searched:
    return Searched(
        kind,
        collection,
        rows=model.objects.all().visible_to,
        name="title",
        geometry="location",
        context=lambda language: text_in("theme__name", language),
        narrow=_titled_like,
    )


def _type_in_words(language: str) -> Combinable:
    """What kind of zone a business park is, by the names of the state's plan."""
    with translation.override(language):
        words = [When(state_type=code, then=Value(str(label))) for code, label in StateType.choices]
    return Case(*words, default=F("state_type"), output_field=TextField())


def _place_in_words(language: str) -> Combinable:
    """Whether it is a bus stop, a car park or a plot."""
    with translation.override(language):
        words = [When(kind=code, then=Value(str(label))) for code, label in PlaceKind.choices]
    return Case(*words, default=F("kind"), output_field=TextField())


def _beginning_with(typed: str) -> list[int]:
    """Ids of establishments whose name begins with what was typed."""
    pattern = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    with connection.cursor() as cursor:
        cursor.execute(query(__package__, "establishments_beginning"), [pattern, CANDIDATES])
        return [pk for (pk,) in cursor.fetchall()]


def _named_like(rows: QuerySet[Any], typed: str, limit: int) -> QuerySet[Any]:
    """Establishments whose own name or whose company's is alike; read by three indexes, never all.

    Names that begin with what was typed rank above all others: only where they are too few are the others looked for.
    """
    chosen = set(_beginning_with(typed))
    if len(chosen) < limit and len(typed) >= LETTERS_FOR_ALIKE:
        alike_named = rows.filter(alike(F("name"), typed)).values_list("pk", flat=True)
        chosen.update(alike_named[:CANDIDATES])
        companies = Company.objects.order_by().filter(alike(F("name"), typed))
        company_ids = list(companies.values_list("pk", flat=True)[:CANDIDATES])
        chosen.update(rows.filter(company__in=company_ids).values_list("pk", flat=True)[:CANDIDATES])
    return rows.filter(pk__in=chosen)


# In this order where two fit equally well.
SEARCHED = (
    Searched(
        "commune",
        "communes",
        rows=lambda asker: Commune.objects.valid_on(timezone.localdate()),
        name="name",
        geometry="boundary",
        context=lambda language: F("canton"),
    ),
    Searched(
        "business-park",
        "business-parks",
        rows=lambda asker: BusinessPark.objects.all(),
        name="name",
        geometry="footprint",
        context=_type_in_words,
    ),
    Searched(
        "stop",
        "transit-stops",
        rows=lambda asker: TransitStop.objects.all(),
        name="name",
        geometry="location",
        context=_no_context,
    ),
    Searched(
        "public-place",
        "public-places",
        rows=lambda asker: PublicPlace.objects.all(),
        name="name",
        geometry="location",
        context=_place_in_words,
        narrow=lambda rows, typed, limit: rows.filter(alike(F("name"), typed)),
    ),
    Searched(
        "working-group",
        "working-groups",
        rows=lambda asker: WorkingGroup.objects.all(),
        name="name",
        geometry="footprint",
        context=_no_context,
    ),
    _contributions("local-initiative", "local-initiatives", LocalInitiative),
    _contributions("cooperation-project", "cooperation-projects", CooperationProject),
    _contributions("pooled-service", "pooled-services", PooledService),
    Searched(
        "establishment",
        "establishments",
        rows=lambda asker: Establishment.objects.all(),
        name="name",
        geometry="location",
        context=lambda language: Coalesce(NullIf(F("address"), Value("")), F("company__name")),
        narrow=_named_like,
    ),
)


def find(typed: str, asker: Asker, language: str, limit: int) -> list[Hit]:
    """At most ``limit`` things whose name fits ``typed``, best first, as far as ``asker`` may see them."""
    typed = " ".join(typed.split())
    if not typed:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = %s", [ALIKE_FROM])
        hits = [hit for searched in SEARCHED for hit in _hits(searched, typed, asker, language, limit)]
    return sorted(hits, key=lambda hit: -hit.rank)[:limit]


def _hits(searched: Searched, typed: str, asker: Asker, language: str, limit: int) -> Iterator[Hit]:
    rows = searched.narrow(searched.rows(asker).order_by(), typed, limit)
    columns = columns_of(rows.model, searched.name)
    if searched.kind == "establishment":
        columns = [*columns, "company__name"]
    ranks = [Rank(typed, column) for column in columns]
    label = text_in(searched.name, language) if f"{searched.name}_{language}" in columns else F(searched.name)
    found = (
        rows.annotate(
            found_rank=Greatest(*ranks) if len(ranks) > 1 else ranks[0],
            found_label=label,
            found_context=Cast(searched.context(language), TextField()),
            west=Degrees("ST_XMin", searched.geometry),
            south=Degrees("ST_YMin", searched.geometry),
            east=Degrees("ST_XMax", searched.geometry),
            north=Degrees("ST_YMax", searched.geometry),
            lon=Degrees("ST_X", searched.geometry, of_point=True),
            lat=Degrees("ST_Y", searched.geometry, of_point=True),
        )
        .filter(found_rank__gt=0)
        .order_by("-found_rank", "found_label")
    )
    wanted = ("pk", "found_label", "found_context", "west", "south", "east", "north", "lon", "lat", "found_rank")
    for pk, name, context, west, south, east, north, lon, lat, rank in found.values_list(*wanted)[:limit]:
        yield Hit(searched.kind, searched.collection, pk, name, context, (west, south, east, north), lon, lat, rank)

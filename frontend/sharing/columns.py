"""The columns of a download: what of each collection a table holds, under the names of the interface for programs.

Only what everyone may read of a row they may see; who sees which rows is decided in ``seen_rows.py``.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Case, F, Func, Max, Min, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, NullIf

from frontend.sharing.seen_rows import SeenLayer
from layers.construction_zones.models import ConstructionPhase
from layers.crs import CRS84_SRID
from layers.languages import LANGUAGES, text_in
from territory.contributions.models import Contribution
from territory.contributions.stages import StageOn

Columns = dict[str, Combinable]
Cell = str | int | float | bool | datetime.date | datetime.datetime | None
Row = dict[str, Cell]
# Rows that are fetched at a time, so that memory does not grow with the download.
CHUNK = 2_000


class Written(Func):
    """A geometry in CRS84 as a format of PostGIS writes it: ``ST_AsGeoJSON``, ``ST_AsKML``, ``ST_AsBinary``."""

    output_field = TextField()

    def __init__(self, geometry: str, function: str, *arguments: int) -> None:
        super().__init__(F(geometry))
        more = "".join(f", {argument:d}" for argument in arguments)
        written = f"{function}(ST_Transform(%(expressions)s, {CRS84_SRID}){more})"
        self.template = f"encode({written}, 'hex')" if function == "ST_AsBinary" else written


def _in_all_languages(name: str, language: str) -> Columns:
    texts: Columns = {name: text_in(name, language)}
    return texts | {f"{name}_{code}": NullIf(F(f"{name}_{code}"), Value("")) for code in LANGUAGES}


def _provenance(_language: str) -> Columns:
    return {
        "source": F("release__source__title"),
        "publisher": F("release__source__publisher"),
        "licence": F("release__source__licence"),
        "released_on": F("release__released_on"),
    }


def _contribution(language: str) -> Columns:
    return {
        **_in_all_languages("title", language),
        "summary": text_in("summary", language),
        "theme": F("theme__code"),
        "stage": F("stage"),
        "state": F("state"),
        "starts_on": F("starts_on"),
        "ends_on": F("ends_on"),
        "owner": F("owner__slug"),
        "owner_name": text_in("owner__name", language),
        "link": F("link"),
        "is_invented": F("is_invented"),
        "published_at": F("published_at"),
        "updated_at": F("updated_at"),
    }


def _pooled_service(language: str) -> Columns:
    own = {name: F(name) for name in ("capacity", "capacity_unit", "catchment_m")}
    return {**_contribution(language), **own}


def _construction_zone(language: str) -> Columns:
    phases = ConstructionPhase.objects.filter(zone=OuterRef("pk")).order_by().values("zone")
    last = Case(When(open_ended=False, then=F("last_day")), default=None)
    ends = phases.annotate(open_ended=BoolOr(Q(ends_on__isnull=True)), last_day=Max("ends_on")).annotate(day=last)
    return {
        **_in_all_languages("name", language),
        "code": F("code"),
        "kind": F("kind"),
        "starts_on": Subquery(phases.annotate(day=Min("starts_on")).values("day")),
        "ends_on": Subquery(ends.values("day")),
        "link": F("source_url"),
        **_provenance(language),
    }


def _named(*names: str) -> Callable[[str], Columns]:
    def columns(language: str) -> Columns:
        return {**_in_all_languages("name", language), **{name: F(name) for name in names}, **_provenance(language)}

    return columns


def _plain(*names: str, **paths: str) -> Callable[[str], Columns]:
    def columns(language: str) -> Columns:
        own: Columns = {name: F(name) for name in names}
        return own | {name: F(path) for name, path in paths.items()}

    return columns


def _with_source(columns: Callable[[str], Columns]) -> Callable[[str], Columns]:
    return lambda language: {**columns(language), **_provenance(language)}


def _working_group(language: str) -> Columns:
    return {
        **_in_all_languages("name", language),
        "summary": text_in("summary", language),
        "coordinator": F("coordinator__slug"),
        "founded_on": F("founded_on"),
        "link": F("link"),
    }


COLUMNS: dict[str, Callable[[str], Columns]] = {
    "local-initiatives": _contribution,
    "cooperation-projects": _contribution,
    "pooled-services": _pooled_service,
    "working-groups": _working_group,
    "construction-zones": _construction_zone,
    "transit-stops": _with_source(_plain("gtfs_stop_id", "name", "opened_on")),
    "transit-sections": _with_source(_plain("code", "name", "opened_on", route="route__short_name")),
    "public-places": _with_source(_plain("code", "kind", "name")),
    "business-parks": _named("code", "state_type", "manager", "status", "footprint_accuracy"),
    "establishments": _plain(
        "name", "address", "nace_section", "nace_code", "nace_revision", "jobs", "jobs_on", "is_invented",
        company="company__name",
    ),
    "communes": _named("lau2_code", "canton", "population", "population_on", "valid_from", "valid_until"),
}  # fmt: skip


def names_of(layer: SeenLayer, language: str) -> list[str]:
    """The names of the columns, ``id`` first and the address of its page last."""
    return ["id", *COLUMNS[layer.collection.id](language), "page"]


def table_of(
    layer: SeenLayer, rows: QuerySet[Any], language: str, base_url: str, shape: Combinable | None = None
) -> Iterator[tuple[list[Cell], Any]]:
    """Cells in the order of ``names_of``, and what ``shape`` says of the geometry, row by row in their order."""
    page = Concat(
        Value(f"{base_url}/{language}/{layer.collection.id}/"),
        Cast("pk", TextField()),
        Value("/"),
        output_field=TextField(),
    )
    columns: Columns = {"id": F("pk"), **COLUMNS[layer.collection.id](language), "page": page}
    if issubclass(layer.collection.model, Contribution):
        columns["stage"] = StageOn(layer.collection.model, layer.day)
    # Prefixed, since an annotation may not be called like a column.
    asked = {f"out_{name}": expression for name, expression in columns.items()}
    asked["out_shape"] = shape or Value(None, output_field=TextField())
    chosen = rows.annotate(**asked).values_list(*asked)
    for values in chosen.iterator(chunk_size=CHUNK):
        *cells, drawn = values
        yield cells, drawn


def plain(cell: Cell) -> str | int | float | bool | None:
    """Dates and moments as ISO texts; everything else as it is."""
    return cell.isoformat() if isinstance(cell, datetime.date) else cell

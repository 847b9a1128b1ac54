"""The list as the server writes it: what is there before the scripts take over, and without them all there is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst

from frontend.map_collections import MAP_COLLECTIONS, MapCollection
from frontend.sharing.map_view import MapView
from frontend.sharing.seen_rows import SeenLayer, seen_layers
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.transit.models import TransitStop
from territory.contributions.models import Contribution
from territory.ordering import first_of, ordered
from territory.working_groups.models import WorkingGroup

# Rows of a group among others, and of a group that was asked for alone.
ROWS, ROWS_ALONE = 8, 100
# Nobody turns this many pages; a search finds it sooner. And farther than this nothing is counted.
FARTHEST, COUNTED = 10_000, 10_000
LISTED = frozenset(each.id for each in MAP_COLLECTIONS if each.listed)


@dataclass(frozen=True)
class Group:
    """One kind of thing: ``rows`` are name, facts and id; ``more`` is the address of those that are not here."""

    collection: MapCollection
    count: int
    rows: list[dict[str, Any]]
    more: str

    @property
    def is_counted(self) -> bool:
        return self.count <= COUNTED


def first_list(
    view: MapView, parameters: dict[str, str], language: str, alone: str = "", begin: str = ""
) -> list[Group]:
    """The groups of the list for this view, as everyone may see them; what is empty is left out.

    While nothing is asked for only what partners placed, since nobody has asked for the rest. ``alone``: the one
    group that is read on, from row ``begin``. Raises Invalid.
    """
    groups = []
    alone = alone if alone in LISTED else view.kind[0] if len(view.kind) == 1 else ""
    page = _page(alone, begin)
    for layer in seen_layers(view, AnonymousUser()):
        placed = issubclass(layer.collection.model, Contribution)
        is_asked = placed or layer.is_narrowed or layer.collection.id in (*view.kind, alone)
        if not layer.collection.listed or not is_asked or alone not in ("", layer.collection.id):
            continue
        group = _group(layer, view, parameters, language, page)
        if group.count:
            groups.append(group)
    return groups


def _page(alone: str, begin: str) -> range:
    """Which rows of a group are shown: the first few of several groups, a whole page of one."""
    first = _whole(begin) if alone else 0
    return range(first, first + (ROWS_ALONE if alone else ROWS))


def _group(layer: SeenLayer, view: MapView, parameters: dict[str, str], language: str, page: range) -> Group:
    rows = on_the_days(layer, view)
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    chosen = ordered(rows, view.order(), language, layer.geometry)
    chosen = first_of(chosen, view.order(), layer.geometry, page.stop)
    if issubclass(layer.collection.model, Contribution):
        chosen = chosen.select_related("theme", "owner")
    written = [_row(row) for row in chosen[page.start : page.stop]]
    asked = {**parameters, "more": layer.collection.id, "begin": str(page.stop)}
    more = f"?{urlencode(asked, safe=',/')}" if count > page.stop and page.start < FARTHEST else ""
    return Group(layer.collection, count, written, more)


def on_the_days(layer: SeenLayer, view: MapView) -> QuerySet[Any]:
    """The rows of ``layer`` that hold on the chosen days; the map goes on showing the others, paler."""
    if not layer.collection.dated or (view.day is None and view.period is None) or view.works:
        return layer.rows
    first, last = view.days_seen()
    model = layer.collection.model
    if model is ConstructionZone:
        phases = ConstructionPhase.objects.filter(zone=OuterRef("pk")).running_between(first, last)
        return layer.rows.filter(Exists(phases))
    if model is WorkingGroup:
        return layer.rows.filter(Q(founded_on__isnull=True) | Q(founded_on__lte=last))
    return layer.rows.filter(opened_on__lte=last) if model is TransitStop else layer.rows


def _row(row: Any) -> dict[str, Any]:
    facts = ""
    if isinstance(row, Contribution):
        facts = f"{row.theme} · {row.get_stage_display()} · {row.owner}"
    elif isinstance(row, ConstructionZone):
        facts = capfirst(row.get_kind_display())
    return {"pk": row.pk, "name": str(getattr(row, "title", "") or row.name), "facts": facts}


def _whole(text: str) -> int:
    return min(FARTHEST, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 0

"""A plan in words, for the command line and whoever reads its output later."""

from collections.abc import Iterator
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from layers.sources.datasets import DATASETS
from layers.sources.plan import Action, Change, Plan

_MARKS = {
    Action.ADDED: "+",
    Action.CHANGED: "~",
    Action.SUCCEEDED: "»",
    Action.ENDED: "|",
    Action.REMOVED: "-",
}
_LONGEST_VALUE = 60  # characters


def in_words(plan: Plan, *, written: bool) -> Iterator[str]:
    """The lines of a report: where the rows come from, then what happens to each, then what was
    refused and why.

    written: whether the plan was written, as far as it could be.
    """
    delivery = plan.delivery
    yield f"{DATASETS[delivery.dataset].title}: {delivery.path.name}"
    yield _("Source: %(title)s, %(publisher)s, %(licence)s, release of %(day)s.") % {
        "title": delivery.source.title,
        "publisher": delivery.source.publisher,
        "licence": delivery.source.licence,
        "day": delivery.released_on,
    }
    yield _("Read: %(count)d records, %(crs)s, stored in EPSG:2169.") % {
        "count": plan.read_count,
        "crs": plan.crs_name,
    }
    yield from _section(_("Added"), plan, Action.ADDED)
    yield from _section(_("Changed"), plan, Action.CHANGED, Action.SUCCEEDED)
    yield from _section(_("Removed"), plan, Action.REMOVED, Action.ENDED)
    yield _("Unchanged: %(count)d") % {"count": plan.unchanged_count}
    yield _("Refused: %(count)d") % {"count": len(plan.refusals)}
    yield from (f"  ! {refusal.where}: {refusal.reason}" for refusal in plan.refusals)
    yield from plan.notes
    yield _outcome(plan, written)


def _outcome(plan: Plan, written: bool) -> str:
    if plan.refusals:
        return _("Nothing has been written: mend what was refused, then import again.")
    if not plan.changes:
        return _("Nothing to do: the table already holds what the file says.")
    if written:
        return _("Written.")
    return _("This was only the plan; --apply writes it.")


def _section(title: str, plan: Plan, *actions: Action) -> Iterator[str]:
    changes = [change for change in plan.changes if change.action in actions]
    yield f"{title}: {len(changes)}"
    yield from (_line(change, plan) for change in changes)


def _line(change: Change, plan: Plan) -> str:
    line = f"  {_MARKS[change.action]} {change.table.noun} {change.label}"
    if change.action in (Action.CHANGED, Action.SUCCEEDED):
        line += ": " + ", ".join(_difference(name, *values) for name, values in change.columns.items())
    if change.action == Action.SUCCEEDED:
        line += _("; holds from %(day)s, what it was until then is kept") % {"day": plan.delivery.valid_from}
    elif change.action == Action.CHANGED and change.table.holds_for_a_time:
        line += _("; corrected in place")
    elif change.action == Action.ENDED:
        line += _(": ends on %(day)s and is kept") % {"day": plan.delivery.valid_from}
    return line


def _difference(name: str, before: Any, after: Any) -> str:
    if isinstance(before, GEOSGeometry) and isinstance(after, GEOSGeometry):
        return f"{name} ({_size(before)} → {_size(after)})"
    return f"{name} {_short(before)} → {_short(after)}"


def _size(place: GEOSGeometry) -> str:
    corners = _("%(count)d corners") % {"count": place.num_coords}
    if place.dims == 2:
        return f"{place.area / 10_000:.2f} ha, {corners}"
    return f"{place.length:.0f} m, {corners}" if place.dims else corners


def _short(value: Any) -> str:
    text = "–" if value in (None, "") else f"“{value}”"
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"

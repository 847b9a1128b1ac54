"""The page of a construction zone: its phases, and what each does to whom."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.views.articles.surroundings import surroundings_of
from layers.construction_zones.models import MODES, ConstructionPhase, ConstructionZone, Effect
from territory.history.announcements import Announced, announced_before
from territory.history.as_of import as_of
from territory.people.models import User

MODE_NAMES: dict[str, Promise] = {
    "car": _("car"),
    "bus": _("bus"),
    "tram": _("tram"),
    "bicycle": _("bicycle"),
    "foot": _("on foot"),
}


@dataclass(frozen=True)
class PhaseRow:
    """``effects`` pairs a mode of travel in words with what happens to it; ``timing`` is past, current or later."""

    phase: ConstructionPhase
    timing: str
    effects: list[tuple[Promise, str, str]]
    announced_before: list[Announced]


def _row(phase: ConstructionPhase, today: datetime.date, announced: list[Announced]) -> PhaseRow:
    if phase.starts_on > today:
        timing = "later"
    elif phase.ends_on and phase.ends_on < today:
        timing = "past"
    else:
        timing = "current"
    effects = [
        (
            MODE_NAMES[mode],
            getattr(phase, f"effect_{mode}"),
            getattr(phase, f"get_effect_{mode}_display")(),
        )
        for mode in MODES
    ]
    return PhaseRow(phase, timing, effects, announced)


def about_construction_zone(zone: ConstructionZone, _reader: User | AnonymousUser) -> dict[str, Any]:
    """The phases of ``zone`` in order, each with its effects, and the surroundings."""
    surroundings = surroundings_of(zone.footprint, timezone.localdate())
    return {"surroundings": surroundings, **about_phases(zone)}


def about_phases(zone: ConstructionZone, moment: datetime.datetime | None = None) -> dict[str, Any]:
    """The phases of ``zone`` in their order, as they were known at ``moment`` (now), and what they mean today."""
    today = timezone.localdate()
    phases = zone.phases.order_by("number")
    announced = announced_before(zone, moment)
    known = phases if moment is None else as_of(phases, moment)
    rows = [_row(phase, today, announced.get(phase.pk, [])) for phase in known]
    return {
        "phases": rows,
        "hindered_now": [
            (mode, text)
            for row in rows
            if row.timing == "current"
            for mode, effect, text in row.effects
            if effect != Effect.NONE
        ],
        "is_active": any(row.timing == "current" for row in rows),
    }

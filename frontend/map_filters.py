"""The filters of the map: what each is called and what can be chosen in it. Of every one any number may be chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.map_collections import MAP_COLLECTIONS
from layers.communes.models import Commune, Region, RegionMembership
from layers.construction_zones.querysets import WorksState
from territory.contributions.models import Stage, Theme
from territory.working_groups.models import WorkingGroup

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class MapFilter:
    """``name`` is its parameter; ``none`` is said while nothing is chosen, ``no_such`` of a code that is none.

    ``options`` answers code and name of all that can be chosen. ``at_once``: in sight without unfolding more filters.
    """

    name: str
    label: Promise
    none: Promise
    no_such: Promise
    options: Callable[[], Options]
    at_once: bool = False

    def unknown(self, codes: Sequence[str]) -> list[str]:
        """Those of ``codes`` that cannot be chosen, in their order; asks nothing where there are none."""
        known = {code for code, _name in self.options()} if codes else set()
        return [code for code in codes if code not in known]

    def names(self, codes: Sequence[str]) -> list[str]:
        """The names of ``codes`` in the order of the options; what is none keeps its code, at the end."""
        named = dict(self.options()) if codes else {}
        chosen = [name for code, name in named.items() if code in codes]
        return chosen + [code for code in codes if code not in named]


def _kinds() -> Options:
    return [(each.id, str(each.title)) for each in MAP_COLLECTIONS if each.listed]


def _themes() -> Options:
    return [(theme.code, str(theme.name)) for theme in Theme.objects.all()]


def _stages() -> Options:
    return [(code, capfirst(str(label))) for code, label in Stage.choices]


def _works() -> Options:
    return [(code, capfirst(str(label))) for code, label in WorksState.choices]


def _communes() -> Options:
    return list(Commune.objects.valid_on(timezone.localdate()).order_by("name").values_list("lau2_code", "name"))


def _regions() -> Options:
    """Those to which a commune belongs today."""
    today = timezone.localdate()
    members = RegionMembership.objects.valid_on(today).filter(commune__in=Commune.objects.valid_on(today))
    regions = Region.objects.valid_on(today).filter(pk__in=members.values("region"))
    return list(regions.order_by("name").values_list("code", "name"))


def _working_groups() -> Options:
    return list(WorkingGroup.objects.order_by("name").values_list("slug", "name"))


MAP_FILTERS = (
    MapFilter("kind", _("Kind"), _("All kinds"), _("There is no kind “%(code)s”."), _kinds, at_once=True),
    MapFilter("theme", _("Theme"), _("All themes"), _("There is no theme “%(code)s”."), _themes, at_once=True),
    MapFilter("stage", _("Stage"), _("All stages"), _("There is no stage “%(code)s”."), _stages, at_once=True),
    MapFilter(
        "commune",
        _("Communes"),
        _("All communes"),
        _("There is no commune with the code “%(code)s”."),
        _communes,
        at_once=True,
    ),
    MapFilter("works", _("State of works"), _("All works"), _("There is no state of works “%(code)s”."), _works),
    MapFilter("region", _("Region"), _("All regions"), _("There is no region with the code “%(code)s”."), _regions),
    MapFilter(
        "working_group",
        _("Working group"),
        _("All working groups"),
        _("There is no working group “%(code)s”."),
        _working_groups,
    ),
)

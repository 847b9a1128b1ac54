"""The filters beside the map as a form: sent by the browser without scripts, answered at once with them."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.map_view import LISTS, SORTS, MapView
from layers.communes.models import Commune, Region
from layers.construction_zones.querysets import WorksState
from territory.contributions.models import Stage, Theme
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class Choice:
    """One filter: ``none`` is what it says while nothing is chosen, ``options`` are code and name."""

    name: str
    label: str
    none: str
    options: list[tuple[str, str]]
    value: str | tuple[str, ...]

    @property
    def takes_several(self) -> bool:
        """Whether any number of the options may be chosen."""
        return self.name in LISTS

    @property
    def chosen(self) -> str:
        """The names of what is chosen, else what it says while nothing is."""
        values = self.value if self.takes_several else (self.value,)
        return ", ".join(name for code, name in self.options if code in values) or self.none


# The parameters that the form asks for; others are handed on as they are.
NAMES = ("q", "kind", "theme", "stage", "works", "commune", "region", "working_group", "sort")


def filter_form(view: MapView, parameters: dict[str, str]) -> dict[str, Any]:
    """What the form shows: its choices, the order, and the parameters it hands on as they are."""
    return {
        "words": view.words,
        "choices": _choices(view),
        "sorts": [(code, name) for code, name in _sort_names() if code in SORTS],
        "sort": view.sort,
        "kept": [(name, value) for name, value in parameters.items() if name not in NAMES],
        "narrowed": view.is_narrowed,
    }


def _choices(view: MapView) -> list[Choice]:
    today = timezone.localdate()
    communes = Commune.objects.valid_on(today).order_by("name").values_list("lau2_code", "name")
    regions = Region.objects.valid_on(today).order_by("name").values_list("code", "name")
    groups = WorkingGroup.objects.order_by("name").values_list("slug", "name")
    themes = [(theme.code, theme.name) for theme in Theme.objects.all()]
    kinds = [(each.id, str(each.title)) for each in MAP_COLLECTIONS if each.listed]
    return [
        Choice("kind", _("Kind"), _("All kinds"), kinds, view.kind),
        Choice("theme", _("Theme"), _("All themes"), themes, view.theme),
        Choice("stage", _("Stage"), _("All stages"), _labels(Stage), view.stage),
        Choice("works", _("State of works"), _("All works"), _labels(WorksState), view.works),
        Choice("commune", _("Communes"), _("All communes"), list(communes), view.communes),
        Choice("region", _("Region"), _("All regions"), list(regions), view.region),
        Choice(
            "working_group",
            _("Working group"),
            _("All working groups"),
            list(groups),
            view.working_group,
        ),
    ]


def _labels(choices: Any) -> list[tuple[str, str]]:
    return [(code, capfirst(str(label))) for code, label in choices.choices]


def _sort_names() -> list[tuple[str, str]]:
    return [
        ("name", _("By name")),
        ("-date", _("Latest beginning first")),
        ("date", _("Earliest beginning first")),
        ("distance", _("Nearest to the middle of the map")),
    ]

"""The filters beside the map as a form: sent by the browser without scripts, answered at once with them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from frontend.map_filters import MAP_FILTERS, Options
from frontend.sharing.map_view import LISTS, SORTS, MapView

# Of one filter so many are named one by one; more are counted.
NAMED_AT_MOST = 4


@dataclass(frozen=True)
class Choice:
    """One filter: ``none`` is what it says while nothing is chosen, ``options`` are code and name."""

    name: str
    label: str
    none: str
    options: Options
    codes: tuple[str, ...]

    @property
    def chosen(self) -> Options:
        """Code and name of what is chosen."""
        return [(code, name) for code, name in self.options if code in self.codes]

    @property
    def in_words(self) -> str:
        """The names of what is chosen, else what it says while nothing is."""
        return ", ".join(name for _code, name in self.chosen) or self.none


@dataclass(frozen=True)
class Chip:
    """Something that is chosen, in words, and the address of the view without it."""

    name: str
    text: str
    without: str


# The parameters that the form asks for; others are handed on as they are.
NAMES = ("q", *LISTS, "sort")


def filter_form(view: MapView, parameters: dict[str, str]) -> dict[str, Any]:
    """What the form shows: its choices, the order, and the parameters it hands on as they are."""
    chosen = {
        each.name: Choice(each.name, str(each.label), str(each.none), each.options(), getattr(view, each.name))
        for each in MAP_FILTERS
    }
    rest = {name: value for name, value in parameters.items() if name not in NAMES}
    return {
        "words": view.words,
        "choices": [chosen[each.name] for each in MAP_FILTERS if each.at_once],
        "more": [chosen[each.name] for each in MAP_FILTERS if not each.at_once],
        "chips": [chip for choice in chosen.values() for chip in _chips(choice, parameters)],
        "sorts": [(code, name) for code, name in _sort_names() if code in SORTS],
        "sort": view.sort,
        "kept": list(rest.items()),
        "cleared": _address(rest),
    }


def _chips(choice: Choice, parameters: dict[str, str]) -> list[Chip]:
    """What is chosen of one filter, each by itself; where it is much, together."""
    if len(choice.chosen) > NAMED_AT_MOST:
        text = _("%(filter)s: %(count)d") % {"filter": choice.label, "count": len(choice.chosen)}
        return [Chip(choice.name, text, _address(parameters | {choice.name: ""}))]
    return [
        Chip(
            choice.name,
            name,
            _address(parameters | {choice.name: ",".join(each for each in choice.codes if each != code)}),
        )
        for code, name in choice.chosen
    ]


def _address(parameters: dict[str, str]) -> str:
    return f"?{urlencode({name: value for name, value in parameters.items() if value}, safe=',/')}"


def _sort_names() -> list[tuple[str, str]]:
    return [
        ("name", _("By name")),
        ("-date", _("Latest beginning first")),
        ("date", _("Earliest beginning first")),
        ("distance", _("Nearest to the middle of the map")),
    ]

"""What a copy of the map says about itself: what it shows, from when, from whom and under which licence."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frontend.map_collections import MAP_COLLECTIONS, credits_of
from frontend.map_filters import MAP_FILTERS
from frontend.not_kept import not_kept_then
from frontend.sharing.column_titles import title_of_column
from frontend.sharing.columns import names_of
from frontend.sharing.map_view import MapView
from frontend.sharing.seen_rows import SeenLayer
from frontend.templatetags.languages import colon
from layers.days import day_in_words, moment_in_words
from territory.history.as_of import is_past

FILTERS_BY_NAME = {each.name: each for each in MAP_FILTERS}


@dataclass(frozen=True)
class Part:
    """A map layer of the copy: how many rows it holds, its sources as sentences, the names of its columns."""

    name: str
    title: str
    count: int
    sources: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """``narrowed`` are the filters in words; ``address`` shows the same on the map."""

    title: str
    address: str
    made_at: datetime.datetime
    day: datetime.date
    narrowed: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def lines(self) -> list[str]:
        """All of it as plain text, line by line."""
        told = [
            self.title,
            "",
            _("Made on %(when)s.") % {"when": moment_in_words(self.made_at)},
            _("The map on %(day)s: %(address)s") % {"day": day_in_words(self.day), "address": self.address},
            *self.narrowed,
            "",
            _("What is in it, from where, under which licence:"),
        ]
        for part in self.parts:
            told.append(f"* {part.title} ({part.name}): {number_format(part.count, force_grouping=True)}")
            told += [f"    {source}" for source in part.sources]
        columns = dict.fromkeys(name for part in self.parts for name in part.columns)
        told += ["", _("What the columns hold:"), *(f"* {name}: {title_of_column(name)}" for name in columns)]
        return [*told, "", _("Positions are longitude and latitude (WGS 84). Empty means: not known.")]


def about(view: MapView, counted: Sequence[tuple[SeenLayer, int]], address: str, title: str = "") -> About:
    """What is said of a copy of ``view`` that holds so many rows of each layer."""
    parts = tuple(
        Part(
            layer.collection.id,
            str(layer.collection.title),
            count,
            sources_of(layer),
            tuple(names_of(layer, get_language() or settings.LANGUAGE_CODE)),
        )
        for layer, count in counted
    )
    return About(
        title=title or title_of(view),
        address=address,
        made_at=timezone.now(),
        day=view.day_seen(),
        narrowed=tuple(filters_in_words(view, is_titled=not title)),
        parts=parts,
    )


def sources_of(layer: SeenLayer) -> tuple[str, ...]:
    """One sentence a source with publisher, date and licence; for what partners write, whose it is."""
    credited = credits_of(layer.collection, layer.rows if is_past(layer.rows) else None)
    if credited:
        return tuple(
            f"{credit['title']}. {credit['publisher']}, {_day(credit['released_on'])}, {credit['licence']}"
            for credit in credited
        )
    if layer.collection.id == "establishments":
        return (_("Entered by those who run this map. What is marked as invented stands for no real company."),)
    if settings.CONTENT_LICENCE:
        return (_("Written by the organisations named in it. Licence: %(name)s") % {"name": settings.CONTENT_LICENCE},)
    return (_("Written by the organisations named in it; ask them before you publish it elsewhere."),)


def owed_for(layer: SeenLayer) -> tuple[str, ...]:
    """The same in few words, of what comes from a source: its name, publisher and licence."""
    credited = credits_of(layer.collection, layer.rows if is_past(layer.rows) else None)
    return tuple(f"{credit['title']}{colon()} {credit['publisher']}, {credit['licence']}" for credit in credited)


def title_of(view: MapView) -> str:
    """What the map shows, in a few words: the places or the region that were chosen."""
    return ", ".join(_names("commune", view) or _names("region", view)) or str(settings.SITE_NAME)


def filters_in_words(view: MapView, *, is_titled: bool = True) -> list[str]:
    """The filters that are on, one sentence each, in the reader's language.

    ``is_titled``: the places are said by ``title_of``, and not again.
    """
    said_by_title = ("commune" if view.commune else "region") if is_titled else ""
    said = []
    for each in MAP_FILTERS:
        names = [] if each.name == said_by_title else _names(each.name, view)
        if names:
            said.append(_("%(filter)s: %(names)s") % {"filter": each.label, "names": ", ".join(names)})
    if view.words:
        said.append(_("Word: “%(words)s”") % {"words": view.words})
    if view.period:
        first, last = (day_in_words(day) for day in view.period)
        said.append(_("Period: %(first)s to %(last)s") % {"first": first, "last": last})
    if view.as_of:
        said += _second_clock(view.as_of, view.hidden)
    return said


def _second_clock(as_of: datetime.datetime, hidden: frozenset[str]) -> list[str]:
    said = [_("As it was known on %(day)s") % {"day": day_in_words(as_of)}]
    follow = [each.model for each in MAP_COLLECTIONS if each.knows_then and each.id not in hidden]
    if empty := not_kept_then(as_of, follow):
        said.append(empty)
    of_today = [str(each.title) for each in MAP_COLLECTIONS if not each.knows_then and each.id not in hidden]
    if of_today:
        said.append(_("Of today, since no past of them is kept: %(layers)s") % {"layers": ", ".join(of_today)})
    return said


def _names(name: str, view: MapView) -> list[str]:
    """What is chosen in the filter called so, in words."""
    return FILTERS_BY_NAME[name].names(getattr(view, name))


def _day(text: str) -> str:
    return day_in_words(datetime.date.fromisoformat(text))

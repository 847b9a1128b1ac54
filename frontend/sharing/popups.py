"""What a pop-up says about a row, as HTML in which everything that people wrote is text."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from frontend.map_collections import MapCollection
from frontend.sharing.columns import Cell
from layers.construction_zones.models import ConstructionKind
from layers.days import day_in_words
from layers.public_places.models import PlaceKind
from territory.contributions.models import Stage, State, Theme

LONGEST_SUMMARY = 400
KINDS = dict([*ConstructionKind.choices, *PlaceKind.choices])


def popup_html(collection: MapCollection, row: dict[str, Cell], themes: dict[str, str] | None = None) -> SafeString:
    """Kind, name, facts and the link to its page."""
    return format_html(
        '<p class="kind">{}</p><p class="name">{}</p>{}<p><a href="{}" target="_blank" rel="noopener">{}</a></p>',
        collection.one,
        row.get("title") or row.get("name") or "",
        format_html_join("", "<p>{}</p>", ((fact,) for fact in _facts(row, themes or {}))),
        row["page"],
        _("More on its page"),
    )


def theme_names() -> dict[str, str]:
    """The names of the themes in the reader's language, by code."""
    return {theme.code: theme.name for theme in Theme.objects.all()}


def _facts(row: dict[str, Any], themes: dict[str, str]) -> Iterator[str]:
    if row.get("is_invented"):
        yield _("Invented for the demonstration")
    if row.get("state") and row["state"] != State.PUBLISHED:
        yield capfirst(str(State(row["state"]).label))
    if row.get("theme"):
        stage = [capfirst(str(Stage(row["stage"]).label))] if row.get("stage") else []
        yield " · ".join([themes.get(row["theme"], row["theme"]), *stage])
    if row.get("summary"):
        yield Truncator(str(row["summary"])).chars(LONGEST_SUMMARY)
    if row.get("owner_name"):
        yield str(row["owner_name"])
    if row.get("kind") in KINDS:
        yield capfirst(str(KINDS[row["kind"]]))
    if row.get("starts_on") or row.get("ends_on"):
        yield f"{_day(row.get('starts_on'))} – {_day(row.get('ends_on'))}"
    if row.get("opened_on"):
        yield _("open since {day}").format(day=_day(row["opened_on"]))
    if row.get("jobs"):
        yield _("{count} jobs").format(count=number_format(row["jobs"], force_grouping=True))


def _day(text: Any) -> str:
    return day_in_words(datetime.date.fromisoformat(text)) if text else "…"

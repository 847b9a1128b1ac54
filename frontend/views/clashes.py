"""Two people changed the same field: both texts side by side, and the form that goes on from what is stored.

The form always starts from a version (``based_on``). After a clash it starts from the stored one: what only others
changed is put into it, and each clashing field waits for a choice.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.gis.geos import GEOSGeometry
from django.http import QueryDict
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from frontend.forms.contributions import ContributionForm, typed_form_of
from frontend.forms.geojson import geojson_from
from frontend.templatetags.quantities import hectares, metres
from frontend.views.kinds import PlacedKind
from layers.crs import in_lonlat
from layers.days import day_in_words
from territory.contributions.models import Contribution
from territory.contributions.versions import changed_between, fields_at, list_names
from territory.errors import Clash, ClashingField
from territory.people.models import User

MINE, THEIRS = "mine", "theirs"
# Typed coordinates count before the drawn place; a place that was taken from others is drawn.
TYPED_PLACE = ("lon", "lat")


@dataclass(frozen=True)
class ClashChoice:
    """One field to choose for: its values in words and, for a place, as GeoJSON to be drawn."""

    name: str
    label: str
    base: str
    mine: str
    theirs: str
    by: User | None
    chosen: str
    places: dict[str, Any] | None


def version_posted(posted: QueryDict, name: str = "based_on") -> int | None:
    """The version a form says it started from; None where it says none."""
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def choices_made(posted: QueryDict) -> dict[str, str]:
    """What was chosen for each field that clashed before; empty where nothing was."""
    return {name: posted.get(f"choose-{name}", "") for name in posted.getlist("clashing")}


def settled(posted: QueryDict, kind: PlacedKind, thing: Contribution) -> tuple[QueryDict, int | None]:
    """What the form says once the choices are carried out, and the version it starts from.

    As long as one is missing it starts from where it started before, so that the question comes again.
    """
    choices = choices_made(posted)
    if any(choice not in {MINE, THEIRS} for choice in choices.values()):
        return posted, version_posted(posted, "clash_base")
    theirs = [name for name, choice in choices.items() if choice == THEIRS]
    return _taken_over(posted, kind, thing, theirs), version_posted(posted)


def rebased(posted: QueryDict, kind: PlacedKind, clash: Clash, form: ContributionForm, based_on: int) -> QueryDict:
    """What the form says, with everything in it that only others changed since ``based_on``."""
    thing = clash.thing
    clashing = {field.name for field in clash.fields}
    changed = {change.name for change in changed_between(thing, based_on, thing.version)}
    lists = [name for name in list_names(type(thing)) if name in changed and name in form.fields]
    data = _taken_over(posted, kind, thing, changed - clashing - set(lists))
    base = fields_at(thing, based_on, lists) or {}
    for name in lists:
        mine = {row.pk for row in form.cleaned_data[name]}
        now = set(getattr(thing, name).values_list("pk", flat=True))
        merged = (now | (mine - base[name])) - (base[name] - mine)
        data.setlist(name, [str(pk) for pk in sorted(merged)])
    return data


def _taken_over(posted: QueryDict, kind: PlacedKind, thing: Contribution, names: Iterable[str]) -> QueryDict:
    """``posted`` with the stored values of ``names``, written as the form writes them."""
    data = posted.copy()
    stored = kind.form(kind=kind.model, owners=[thing.owner], initial=typed_form_of(thing, kind.form.more_names))
    for name in names:
        if name not in stored.fields:
            continue
        value = stored[name].value()
        widget = stored.fields[name].widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            data.setlist(name, [str(getattr(row, "pk", row)) for row in value or []])
        else:
            written = widget.format_value(getattr(value, "pk", value))
            data[name] = written[0] if isinstance(written, list) else written or ""
        if name == "location":
            for typed in TYPED_PLACE:
                data[typed] = ""
    return data


def choices_of(clash: Clash, form: ContributionForm, based_on: int, made: dict[str, str]) -> list[ClashChoice]:
    """The fields to choose for, in the order of the form."""
    thing = clash.thing
    by = {change.name: change.by for change in changed_between(thing, based_on, thing.version)}
    order = list(form.fields)
    return [
        ClashChoice(
            name=field.name,
            label=label_of(form, thing, field.name),
            base=_in_words(thing, field.name, field.base),
            mine=_in_words(thing, field.name, field.mine),
            theirs=_in_words(thing, field.name, field.theirs),
            by=by.get(field.name),
            chosen=made.get(field.name, ""),
            places=_places(field),
        )
        for field in sorted(clash.fields, key=lambda field: order.index(field.name))
    ]


def label_of(form: ContributionForm, thing: Contribution, name: str) -> str:
    """How the form calls a field; places and hidden ones by their own name."""
    if name in form.fields and name != "location":
        return str(form.fields[name].label)
    field: Any = thing._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def merged_in_words(form: ContributionForm, thing: Contribution, based_on: int | None) -> str:
    """Who changed what else while this was written: "Meanwhile Anna changed: Title, Until." Empty if nobody did."""
    if based_on is None or thing.version - based_on < 2:
        return ""
    changes = changed_between(thing, based_on, thing.version - 1)
    sentences = []
    for person in dict.fromkeys(change.by for change in changes):
        labels = [label_of(form, thing, change.name) for change in changes if change.by == person]
        sentences.append(
            _("Meanwhile %(person)s changed: %(fields)s. Both are kept.")
            % {"person": person or _("somebody"), "fields": get_text_list(labels, _("and"))}
        )
    return " ".join(sentences)


def _in_words(thing: Contribution, name: str, value: Any) -> str:
    if value is None or value == "":
        return _("(empty)")
    if isinstance(value, GEOSGeometry):
        return _place_in_words(value)
    if isinstance(value, datetime.date):
        return day_in_words(value)
    field: Any = thing._meta.get_field(name)
    if field.is_relation:
        row = field.related_model._default_manager.filter(pk=value).first()
        return str(row) if row else _("(empty)")
    return str(dict(field.flatchoices).get(value, value))


def _place_in_words(place: GEOSGeometry) -> str:
    """A place for those who do not see the map: what it is, how large, and where its middle lies."""
    middle = in_lonlat(place.centroid)
    if place.area:
        what = _("area of %(area)s") % {"area": hectares(place.area)}
    elif place.length:
        what = _("line of %(length)s") % {"length": metres(place.length)}
    else:
        what = _("point")
    return f"{what}, {middle.y:.5f}° N, {middle.x:.5f}° E"


def _places(field: ClashingField) -> dict[str, Any] | None:
    if field.name != "location":
        return None
    return {which: json.loads(geojson_from(in_lonlat(getattr(field, which)))) for which in ("base", MINE, THEIRS)}

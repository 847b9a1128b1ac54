"""What a page as of a past day has to say about what is empty because nothing was kept of it yet on that day."""

import datetime
from collections.abc import Sequence

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.map_collections import MAP_COLLECTIONS
from layers.days import day_in_words
from territory.history.kept_since import kept_since

TITLES = {each.model: each.title for each in MAP_COLLECTIONS}


def not_kept_then(moment: datetime.datetime | None, models: Sequence[type[Model]]) -> str:
    """A sentence about those of ``models`` whose past begins after ``moment``; empty where all are kept, and today."""
    if moment is None:
        return ""
    late = {model: first for model, first in kept_since(models).items() if first is None or first > moment}
    named = ", ".join(_named(model, late[model]) for model in models if model in late)
    return _("Empty, since nothing was kept of them yet: {layers}.").format(layers=named) if named else ""


def _named(model: type[Model], first: datetime.datetime | None) -> str:
    title = str(TITLES.get(model) or capfirst(model._meta.verbose_name_plural))
    return _("{layer} (since {day})").format(layer=title, day=day_in_words(first)) if first else title

"""What visitors suggest or report on the commune's land: waits for its people."""

import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.queue.section import QueueRow, Section
from territory.people.models import User
from territory.suggestions.models import Suggestion, SuggestionState
from territory.suggestions.reading import suggestions_for
from territory.suggestions.rules import has_suggestions

DECIDED = (SuggestionState.ACCEPTED, SuggestionState.ANSWERED, SuggestionState.REFUSED)
SHOWN_HOURS = 24


def _row(suggestion: Suggestion, facts: tuple[str, ...], now: datetime.datetime) -> QueueRow:
    return QueueRow(
        thing=suggestion,
        title=str(suggestion),
        address=reverse("suggestion", args=[suggestion.pk]),
        mark=str(suggestion.pk),
        facts=(*facts, str(suggestion.commune)),
        waiting_days=(now - (suggestion.confirmed_at or suggestion.created_at)).days,
        look="suggestions",
    )


def mine(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """Those nobody has decided on."""
    return [
        _row(each, (capfirst(str(each.get_kind_display())),), now)
        for each in suggestions_for(reader, SuggestionState.NEW)
    ]


def decided(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """Those decided within a day, by whomever of the commune: the answer went out, so nothing takes it back."""
    since = now - datetime.timedelta(hours=SHOWN_HOURS)
    lately = [each for each in suggestions_for(reader, *DECIDED) if each.decided_at and each.decided_at > since]
    return [_row(each, (capfirst(str(each.get_state_display())),), now) for each in lately]


SUGGESTIONS = Section(
    name="suggestions",
    title=_("Suggestions and reports of visitors"),
    template="frontend/queue/suggestions.html",
    is_for=has_suggestions,
    mine=mine,
    decided=decided,
)

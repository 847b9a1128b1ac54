"""The suggestions that a person may read. The database shows them to whoever decides, so it is told who asks."""

from django.utils import timezone

from territory.acting import acting_as
from territory.organisations.answering import communes_answered_by
from territory.people.models import User
from territory.suggestions.models import Suggestion, SuggestionState
from territory.suggestions.rules import can_decide

LONGEST_LIST = 200


def suggestions_for(reader: User, *states: str) -> list[Suggestion]:
    """Those in one of ``states`` on which ``reader`` decides, the longest waiting first."""
    with acting_as(reader):
        rows = Suggestion.objects.filter(state__in=states).exclude(state=SuggestionState.UNCONFIRMED)
        if not reader.is_superuser:
            rows = rows.filter(commune__in=communes_answered_by(reader, timezone.localdate()))
        return list(rows.select_related("commune", "initiative", "decided_by").order_by("confirmed_at")[:LONGEST_LIST])


def suggestion_for(reader: User, pk: int) -> Suggestion | None:
    """The one with that number, if ``reader`` decides on it."""
    with acting_as(reader):
        rows = Suggestion.objects.exclude(state=SuggestionState.UNCONFIRMED)
        found = rows.select_related("commune", "initiative", "decided_by").filter(pk=pk).first()
        return found if found is not None and can_decide(reader, found) else None

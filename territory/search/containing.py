"""What holds the words that somebody filters by."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.lookups import TrigramStrictWordSimilar
from django.db.models import F, Q, QuerySet, Value

from territory.contributions.models import Contribution
from territory.history.table_then import notes_until
from territory.search.spelling import spelled
from territory.search.text import HoldsOne, Joined, SearchText, text_of

# Each word with what it may have been meant as.
Spellings = list[list[str]]


def containing(rows: QuerySet[Any], columns: tuple[str, ...], words: str, *, is_past: bool = False) -> QuerySet[Any]:
    """Those of ``rows`` that hold each of ``words`` in one of ``columns``, in any of their languages.

    In the first column, the name, typing errors are forgiven; of contributions in all of them. ``is_past``: ``rows``
    are read as of a moment.
    """
    model = rows.model
    texts = {column: text_of(model, column) for column in columns}
    spellings = spelled(words) if issubclass(model, Contribution) else [[word] for word in words.split()]
    found, condition, like = _holding(rows, texts, words, spellings)
    if is_past and notes_until(model):
        return found.filter(condition | like, pk__in=_ever_called(model, texts, words, spellings))
    return found.filter(condition | like)


def _holding(
    rows: QuerySet[Any], texts: dict[str, F | Joined], words: str, spellings: Spellings
) -> tuple[QuerySet[Any], Q, Q]:
    """``rows`` with their texts; the condition that these hold ``words``, and that the first is like them."""
    rows = rows.alias(**{f"search_{column}": SearchText(text) for column, text in texts.items()})
    condition = Q()
    for each in spellings:
        condition &= reduce(or_, (_holds(f"search_{column}", each) for column in texts))
    first = next(iter(texts.values()))
    return rows, condition, Q(TrigramStrictWordSimilar(SearchText(first), SearchText(Value(words))))


def _holds(text: str, words: list[str]) -> Q:
    if len(words) == 1:
        return Q(**{f"{text}__contains": SearchText(Value(words[0]))})
    return Q(HoldsOne(F(text), *words))


def _ever_called(model: Any, texts: dict[str, F | Joined], words: str, spellings: Spellings) -> QuerySet[Any]:
    """Keys of those that fit today, or did with what they were called once: each read by an index of its own."""
    today, holds, like = _holding(model._base_manager.all(), texts, words, spellings)
    events = model.pgh_event_model.objects.filter(known_until__isnull=False)
    once, held, alike_once = _holding(events, texts, words, spellings)
    return today.filter(holds | like).values("pk").union(once.filter(held | alike_once).values("pgh_obj"))

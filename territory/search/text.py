"""How texts are compared when somebody searches: without accents, case aside, typing errors forgiven.

The indexes of migration 0004 stand on exactly the expressions that are written here.
"""

from typing import Any

from django.contrib.postgres.lookups import TrigramStrictWordSimilar, TrigramWordSimilar
from django.db.models import F, FloatField, Func, Q, QuerySet, TextField, Value

from layers.languages import LANGUAGES
from territory.history.table_then import notes_until


class SearchText(Func):
    """A text as it is compared."""

    function = "search_text"
    output_field = TextField()


class Joined(Func):
    """Several columns as one text, empty ones left out."""

    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, *_arguments: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        compiled = [compiler.compile(expression) for expression in self.source_expressions]
        text = " || ' ' || ".join(f"coalesce({sql}, '')" for sql, _values in compiled)
        return text, tuple(value for _sql, values in compiled for value in values)


class Rank(Func):
    """How well a column fits what was typed, 0 (not) to 4 (the same)."""

    function = "search_rank"
    output_field = FloatField()

    def __init__(self, typed: str, column: str) -> None:
        super().__init__(SearchText(Value(typed)), SearchText(column))


def columns_of(model: Any, name: str) -> list[str]:
    """The columns of ``name``: one per language where it is translated."""
    names = {field.name for field in model._meta.get_fields()}
    return [f"{name}_{code}" for code in LANGUAGES] if f"{name}_{LANGUAGES[0]}" in names else [name]


def alike(text: Any, typed: str) -> TrigramWordSimilar:
    """The condition that a part of ``text`` is like what was typed; a trigram index answers it."""
    return TrigramWordSimilar(SearchText(text), SearchText(Value(typed)))


def containing(rows: QuerySet[Any], columns: tuple[str, ...], words: str, *, is_past: bool = False) -> QuerySet[Any]:
    """Those of ``rows`` that hold ``words`` in one of ``columns``, in any of their languages.

    In the first column, the name, typing errors are forgiven too. ``is_past``: ``rows`` are read as of a moment.
    """
    texts = {column: _text(rows.model, column) for column in columns}
    found, condition, like = _holding(rows, texts, words)
    if is_past and notes_until(rows.model):
        return found.filter(condition | like, pk__in=_ever_called(rows.model, texts, words))
    if isinstance(texts[columns[0]], Joined) and not is_past:
        # Read by the index of the titles; beside the other columns, which have none, it would not be used.
        return found.filter(condition | Q(pk__in=rows.model._base_manager.filter(like).values("pk")))
    return found.filter(condition | like)


def _holding(rows: QuerySet[Any], texts: dict[str, F | Joined], words: str) -> tuple[QuerySet[Any], Q, Q]:
    """``rows`` with their texts; the condition that one of them holds ``words``, and that the first is like them."""
    condition = Q()
    for column, text in texts.items():
        rows = rows.alias(**{f"search_{column}": SearchText(text)})
        condition |= Q(**{f"search_{column}__contains": SearchText(Value(words))})
    first = next(iter(texts.values()))
    return rows, condition, Q(TrigramStrictWordSimilar(SearchText(first), SearchText(Value(words))))


def _ever_called(model: Any, texts: dict[str, F | Joined], words: str) -> QuerySet[Any]:
    """Keys of those that fit today, or did with what they were called once: each read by an index of its own."""
    today, holds, like = _holding(model._base_manager.all(), texts, words)
    once, held, alike_once = _holding(model.pgh_event_model.objects.filter(known_until__isnull=False), texts, words)
    return today.filter(holds | like).values("pk").union(once.filter(held | alike_once).values("pgh_obj"))


def _text(model: Any, column: str) -> F | Joined:
    names = columns_of(model, column)
    return F(names[0]) if len(names) == 1 else Joined(*map(F, names))

"""How texts are compared when somebody searches: without accents, case aside, typing errors forgiven.

The indexes of migrations 0004 and 0041 stand on exactly the expressions that are written here.
"""

from typing import Any

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.db.models import BooleanField, F, FloatField, Func, TextField, Value

from layers.languages import LANGUAGES


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


class Patterns(Func):
    """Several patterns of LIKE."""

    output_field = TextField()
    template = "ARRAY[%(expressions)s]::text[]"


class HoldsOne(Func):
    """Whether a text holds one of several words of letters; it is put into its compared form once for all of them."""

    output_field = BooleanField()
    template = "%(expressions)s)"
    arg_joiner = " LIKE ANY ("

    def __init__(self, text: Any, *words: str) -> None:
        super().__init__(text, Patterns(*(Value(f"%{word}%") for word in words)))


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


def text_of(model: Any, name: str) -> F | Joined:
    """What the column ``name`` says, in all languages where it is translated."""
    names = columns_of(model, name)
    return F(names[0]) if len(names) == 1 else Joined(*map(F, names))


def alike(text: Any, typed: str) -> TrigramWordSimilar:
    """The condition that a part of ``text`` is like what was typed; a trigram index answers it."""
    return TrigramWordSimilar(SearchText(text), SearchText(Value(typed)))

"""Texts that a region writes, in any of the four languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from layers.languages import LANGUAGES


def set_texts(thing: Any, names: Sequence[str], values: Mapping[str, Any]) -> None:
    """Sets of ``thing`` what ``values`` has of the texts ``names``, by column ("title_de")."""
    for column in (f"{name}_{language}" for name in names for language in LANGUAGES):
        if column in values:
            setattr(thing, column, (values[column] or "").strip())


def problems_of(thing: Any, title: str, untitled: str, unasked: Sequence[str]) -> dict[str, list[str]]:
    """What people can mend, by column; ``untitled`` where ``title`` is in no language. Nobody fills in ``unasked``."""
    titles = [f"{title}_{language}" for language in LANGUAGES]
    problems: dict[str, list[str]] = {}
    if not any(getattr(thing, column) for column in titles):
        problems[titles[0]] = [untitled]
    try:
        # Constraints are the database's last word; what people can mend is said by the fields.
        thing.clean_fields(exclude=[title, *unasked, *(titles if problems else ())])
    except ValidationError as refusal:
        for name, sentences in refusal.message_dict.items():
            problems.setdefault(name, sentences)
    return problems

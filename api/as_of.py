"""The parameter ``as_of``: what was known on a day, of what is placed with the visibility of that day."""

import datetime
from typing import Any

from django.db.models import QuerySet

from api.collection import Asker, Collection
from api.errors import BadParameter
from api.params import Parameters
from territory.errors import Invalid
from territory.history.as_of import as_of, knows_then, moment_called

NAME = "as_of"


def parameters_of(collection: Collection) -> tuple[str, ...]:
    """``as_of`` for the collections whose past is kept; of the others no history is told."""
    return (NAME,) if knows_then(collection.model) else ()


def rows_seen(collection: Collection, asker: Asker, parameters: Parameters) -> QuerySet[Any]:
    """What the asker may see of the collection: now, or of what was known at ``as_of`` what they may see of that.

    Raises BadParameter for a moment that cannot be read or lies ahead.
    """
    rows, moment = collection.rows(asker), moment_in(parameters)
    return rows if moment is None else as_of(rows, moment)


def moment_in(parameters: Parameters) -> datetime.datetime | None:
    """The moment of ``as_of``; None without it. Raises BadParameter for what cannot be read or lies ahead."""
    text = parameters.get(NAME)
    try:
        return None if text is None else moment_called(text)
    except Invalid as refusal:
        raise BadParameter(NAME, str(refusal)) from None

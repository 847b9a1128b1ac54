"""The counting queries with the tables of today, or with what was known at a moment."""

import datetime
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

from layers.sql import query
from territory.history.table_then import select_then


def query_then(name: str, models: Sequence[type[Model]], moment: datetime.datetime | None) -> str:
    """The text of ``sql/<name>.sql`` with what it reads of each of ``models``, which it names as their tables are.

    With a ``moment``: their rows of then; the statement is executed with it as the value ``moment``.
    """
    return query(__package__, name).format(**{str(model._meta.model_name): _rows(model, moment) for model in models})


def _rows(model: type[Model], moment: datetime.datetime | None) -> str:
    if moment is None:
        return model._meta.db_table
    rows, _values = select_then(model, moment, connection)
    # All values of this statement are the moment itself.
    return f"({rows.replace('%s', '%(moment)s')})"

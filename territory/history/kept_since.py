"""Since when the past of a table is kept: of any moment before nothing is known, which is not the same as nothing."""

import datetime
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def kept_since(models: Sequence[type[Model]]) -> dict[type[Model], datetime.datetime | None]:
    """The first moment in the history of each of ``models``, in one statement; None where there is none yet."""
    if not models:
        return {}
    # Only names of our own tables are put into the text.
    firsts = (
        f"select {place}, min(pgh_created_at) from {model.pgh_event_model._meta.db_table}"  # type: ignore[attr-defined] # noqa: S608
        for place, model in enumerate(models)
    )
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(firsts))
        return {models[place]: first for place, first in cursor.fetchall()}

"""Since when the past of a table is kept: of any moment before nothing is known, which is not the same as nothing."""

import datetime
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

from territory.history.as_of import knows_then


def kept_since(models: Sequence[type[Model]]) -> dict[type[Model], datetime.datetime | None]:
    """The first moment in the history of each of ``models``, in one statement; None where there is none yet.

    Those whose past is not kept at all are left out.
    """
    told = [model for model in models if knows_then(model)]
    if not told:
        return {}
    # Only names of our own tables are put into the text.
    firsts = (
        f"select {place}, min(pgh_created_at) from {model.pgh_event_model._meta.db_table}"  # type: ignore[attr-defined] # noqa: S608
        for place, model in enumerate(told)
    )
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(firsts))
        return {told[place]: first for place, first in cursor.fetchall()}

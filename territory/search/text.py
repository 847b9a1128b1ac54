"""How texts are compared when somebody searches: without accents, case aside, and with typing errors forgiven."""

from django.db.models import Func, Q, QuerySet, TextField, Value

from layers.languages import LANGUAGES


class SearchText(Func):
    """A text as it is compared; the database function of migration 0004, on which the indexes stand."""

    function = "search_text"
    output_field = TextField()


def containing(rows: QuerySet, columns: tuple[str, ...], words: str) -> QuerySet:
    """Those of ``rows`` that hold ``words`` in one of ``columns``, in any of their languages."""
    names = {field.name for field in rows.model._meta.get_fields()}
    condition = Q()
    for column in columns:
        translated = f"{column}_{LANGUAGES[0]}" in names
        for name in [f"{column}_{code}" for code in LANGUAGES] if translated else [column]:
            rows = rows.alias(**{f"search_{name}": SearchText(name)})
            condition |= Q(**{f"search_{name}__contains": SearchText(Value(words))})
    return rows.filter(condition)

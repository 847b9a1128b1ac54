"""The columns of a file as values of model fields; what is missing, not understood or not used."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from layers.errors import UnreadableFile
from layers.sources.readers import FeatureFile

LANGUAGES = ("fr", "de", "lb", "en")
_ISO_DAY_LENGTH = len("2024-07-07")


class MissingColumns(UnreadableFile):
    """A file lacks columns without which its rows mean nothing."""


def require_columns(found: Iterable[str], wanted: Iterable[str], file_name: str) -> None:
    """Nothing, or MissingColumns, which names all that are missing and those that were found."""
    found = list(found)
    have = {name.lower() for name in found}
    missing = [name for name in wanted if name.lower() not in have]
    if missing:
        raise MissingColumns(
            _("%(file)s lacks the columns %(missing)s. It has %(found)s.")
            % {
                "file": file_name,
                "missing": ", ".join(missing),
                "found": ", ".join(found) or _("none"),
            }
        )


def unused_columns(
    file: FeatureFile, fields: Mapping[str, Sequence[str] | str], others: Iterable[str] = ()
) -> list[str]:
    """One sentence that names the columns nothing is done with; empty when all are used.

    fields: as for read_values. others: columns that are used besides.
    """
    known = set(others)
    for columns in fields.values():
        known.update([columns] if isinstance(columns, str) else columns)
    unused = [name for name in file.column_names if name.lower() not in known]
    return [_("Columns that are not used: %(columns)s.") % {"columns": ", ".join(unused)}] if unused else []


def name_columns(column: str, field: str = "") -> dict[str, str | tuple[str, str]]:
    """Fields of a translated text, each with its columns: plain ``name`` is the French one."""
    columns: dict[str, str | tuple[str, str]] = {
        f"{field or column}_{language}": f"{column}_{language}" for language in LANGUAGES
    }
    columns[f"{field or column}_fr"] = (f"{column}_fr", column)
    return columns


def read_values(
    columns: Mapping[str, Any], model: type[Model], fields: Mapping[str, Sequence[str] | str]
) -> tuple[dict[str, Any], list[str]]:
    """The values of the fields for which there is a column, and a reason for each that is not
    understood.

    columns: a record's columns by their name in small letters. fields: field name to the column it
    comes from, or to several of which the first that is there counts.
    """
    values: dict[str, Any] = {}
    reasons = []
    for field_name, names in fields.items():
        candidates = [names] if isinstance(names, str) else names
        column = next((name for name in candidates if name in columns), None)
        if column is None:
            continue
        field = model._meta.get_field(field_name)
        assert isinstance(field, Field)
        try:
            values[field_name] = _value_of(columns[column], field)
        except ValidationError as error:
            reasons.append(_reason(column, columns[column], field, error))
    return values, reasons


def _value_of(raw: Any, field: Field) -> Any:
    if isinstance(raw, str):
        raw = raw.strip()
    if raw is None or raw == "":
        if field.null:
            return None
        if field.has_default() and field.choices:
            return field.get_default()
        return field.clean("", None)
    if field.get_internal_type() == "DateField":
        raw = str(raw)[:_ISO_DAY_LENGTH].replace("/", "-")
    return field.clean(raw, None)


def _reason(column: str, raw: Any, field: Field, error: ValidationError) -> str:
    if field.choices:
        allowed = ", ".join(str(value) for value, _label in field.flatchoices)
        return _("column %(column)s has “%(value)s”, which must be one of %(allowed)s") % {
            "column": column,
            "value": "" if raw is None else raw,
            "allowed": allowed,
        }
    return _("column %(column)s has “%(value)s”: %(reason)s") % {
        "column": column,
        "value": "" if raw is None else raw,
        "reason": " ".join(error.messages),
    }

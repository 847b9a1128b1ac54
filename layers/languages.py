"""Texts that exist in several languages, read in one of them inside a query."""

from django.conf import settings
from django.db.models import F, TextField, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Coalesce, NullIf

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def text_in(field: str, language: str) -> Expression:
    """The translated ``field`` in ``language``, else in the next one of the fallback chain, else empty."""
    fallbacks = settings.MODELTRANSLATION_FALLBACK_LANGUAGES
    chain = [language, *fallbacks.get(language, ()), *fallbacks["default"]]
    columns = [NullIf(F(f"{field}_{code}"), Value("")) for code in dict.fromkeys(chain)]
    return Coalesce(*columns, Value(""), output_field=TextField())

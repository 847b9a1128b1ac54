"""The page that is open, in the other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, gettext, pgettext

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[LanguageLink]:
    """One link a language to this very page, its query included."""
    here = context["request"].get_full_path()
    current = get_language()
    return [LanguageLink(code, name, translate_url(here, code), code == current) for code, name in settings.LANGUAGES]


@register.filter
def worded(text: str) -> str:
    """``text`` in the reader's language where this project knows it, else as it was written."""
    return gettext(text) if text else ""


@register.simple_tag
def colon() -> str:
    """What stands between a name and what is said of it: in French with a space that does not break."""
    return pgettext("after a name", ":")

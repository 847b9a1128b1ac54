"""Where a page stands, for search engines: its one address, and the same page in the other languages."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def address_links(context: dict[str, Any]) -> SafeString | str:
    """The ``link`` elements of the open page; none for a page without an address of its own."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.resolver_match is None:
        return ""
    here = request.build_absolute_uri(request.path)
    alternates = [(code, translate_url(here, code)) for code, _name in settings.LANGUAGES]
    return format_html(
        '<link rel="canonical" href="{}">{}',
        here,
        format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', alternates),
    )

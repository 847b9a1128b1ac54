"""Tells the browser where the libraries lie that our modules import by their bare names."""

import json
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
FOLDER = "frontend/vendor"


@cache
def _modules() -> dict[str, str]:
    """File names in the vendor folder by the name they are imported under, as ``vendor.json`` lists them."""
    path = finders.find(f"{FOLDER}/vendor.json")
    if not isinstance(path, str):
        raise FileNotFoundError(f"{FOLDER}/vendor.json")
    with open(path, encoding="utf-8") as file:
        return {
            entry["name"]: entry["file"]
            for entry in json.load(file)
            if entry["file"].endswith(".js")
        }


@register.simple_tag(takes_context=True)
def importmap(context: dict[str, Any]) -> SafeString:
    """The import map as a script element that carries the page's nonce: an import map cannot be a file of its own."""
    imports = {name: static(f"{FOLDER}/{file}") for name, file in _modules().items()}
    # No value here comes from people, and JSON of names and paths has no "<".
    text = mark_safe(json.dumps({"imports": imports}))  # noqa: S308
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>', context["CSP_NONCE"], text
    )

"""Tells the browser where our modules and the libraries lie that they import by their bare names."""

import json
import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from frontend.bundles import bundled, vendored

register = template.Library()
FOLDER = "frontend/vendor"
OWN_FOLDER = "frontend/js"
# "import … from './x.js'" and "export … from './x.js'"; what is imported on use has parentheses and is not meant.
STATIC_IMPORT = re.compile(r"""^(?:import|export)\s[^'"()]*?from\s+'(\.[^']+)'""", re.MULTILINE)


@register.simple_tag(takes_context=True)
def importmap(context: dict[str, Any]) -> SafeString:
    """The import map as a script element that carries the page's nonce: an import map cannot be a file of its own."""
    imports = {name: static(f"{FOLDER}/{file}") for name, file in vendored().items()}
    # No value here comes from people, and JSON of names and paths has no "<".
    text = mark_safe(json.dumps({"imports": imports}))  # noqa: S308
    return format_html('<script type="importmap" nonce="{}">{}</script>', context["CSP_NONCE"], text)


@cache
def _imported_by(module: str) -> tuple[str, ...]:
    """Names of our own modules that ``module`` needs before it can start, itself first."""
    found = [module]
    for name in found:
        path = finders.find(f"{OWN_FOLDER}/{name}")
        if not isinstance(path, str):
            raise FileNotFoundError(f"{OWN_FOLDER}/{name}")
        imported = STATIC_IMPORT.findall(Path(path).read_text(encoding="utf-8"))
        names = (posixpath.normpath(posixpath.join(posixpath.dirname(name), other)) for other in imported)
        for other in names:
            if other not in found:
                found.append(other)  # the loop goes on through what is added here
    return tuple(f"{OWN_FOLDER}/{name}" for name in found)


@register.simple_tag
def modulepreload(module: str) -> SafeString:
    """Links that let the browser fetch a page's modules at once, not import by import: bundled, or each by itself."""
    files = bundled(str(settings.STATIC_ROOT)).get(f"{OWN_FOLDER}/{module}") or _imported_by(module)
    return format_html_join("\n  ", '<link rel="modulepreload" href="{}">', ((static(name),) for name in files))

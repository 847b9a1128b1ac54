"""The design tokens as css/tokens.css has them, for the page that shows them: nobody copies a value by hand."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TOKENS = "frontend/css/tokens.css"
DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LENGTH = re.compile(r"(\d+)px")
DARK = "@media (prefers-color-scheme: dark)"
STILL = "@media (prefers-reduced-motion: reduce)"


@dataclass(frozen=True)
class Token:
    """One token: what it is in the light scheme and, where that differs, in the dark one."""

    name: str
    light: str
    dark: str

    @property
    def is_colour(self) -> bool:
        """Whether its value is one plain colour."""
        return COLOUR.fullmatch(self.light) is not None

    @property
    def length(self) -> int | None:
        """Pixels, where it is a length in pixels."""
        found = LENGTH.fullmatch(self.light)
        return int(found[1]) if found else None


@cache
def tokens() -> tuple[Token, ...]:
    """All of them, in the order of the sheet."""
    path = finders.find(TOKENS)
    if not isinstance(path, str):
        raise FileNotFoundError(TOKENS)
    light, _, rest = Path(path).read_text(encoding="utf-8").partition(DARK)
    dark = dict(DECLARATION.findall(rest.partition(STILL)[0]))
    return tuple(Token(name, value, dark.get(name, value)) for name, value in DECLARATION.findall(light))

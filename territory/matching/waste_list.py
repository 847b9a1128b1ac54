"""The List of Waste as a value: chapters (2 digits), sub-chapters (4), entries (6), and which entries are hazardous.

The list sorts waste by where it arises, not by what it is: cardboard stands in 15 01, 20 01 and 19 12. So neighbours
in the list are weak evidence, and what may stand in for what is said by a table of its own (substitutions).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import UnknownCode

# Every sub-chapter's last entry collects what has no entry of its own.
UNSPECIFIED = "99"


def compact(code: str) -> str:
    """The code's digits alone: "15 01 01*" is "150101"."""
    return re.sub(r"[\s*.]", "", code)


@dataclass(frozen=True)
class WasteList:
    """Every code of the list with its hazard mark: true for the entries that carry an asterisk."""

    hazardous: Mapping[str, bool]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, bool]]) -> Self:
        """The list from (code, hazardous) pairs; codes with or without spaces."""
        return cls({compact(code): hazardous for code, hazardous in rows})

    def known(self, code: str) -> str:
        """The code in digits. Raises UnknownCode."""
        digits = compact(code)
        if digits not in self.hazardous:
            raise UnknownCode(_("The List of Waste has no code “%(code)s”.") % {"code": code})
        return digits

    def is_hazardous(self, code: str) -> bool:
        """True where the entry carries the hazard mark. Raises UnknownCode."""
        return self.hazardous[self.known(code)]

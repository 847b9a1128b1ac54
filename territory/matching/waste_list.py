"""The List of Waste as a value: chapters (2 digits), sub-chapters (4), entries (6), and which entries are hazardous.

The list sorts waste by where it arises, not by what it is: cardboard stands in 15 01, 20 01 and 19 12. So neighbours
in the list are weak evidence, and what may stand in for what is said by a table of its own (substitutions).

The project's own list (list_of_waste.csv) is an excerpt of Decision 2000/532/EC as amended by 2014/955/EU: the entries
that business parks usually have. Codes, hazard marks and the wording of entries are those of the decision; titles of
chapters and sub-chapters are shortened (docs/data-sources.md).
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import UnknownCode

TABLE = Path(__file__).parent / "list_of_waste.csv"
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


@lru_cache(maxsize=1)
def project_waste_list() -> WasteList:
    """The entries that the service offers to state, with their chapters: list_of_waste.csv."""
    return WasteList.of((code, row["hazardous"] == "true") for code, row in _rows().items())


def name_in_words(code: str, language: str) -> str:
    """What the code stands for, in the language; German where the list has none in it. Raises UnknownCode."""
    row = _rows()[project_waste_list().known(code)]
    return row.get(language) or row["de"]


def spaced(code: str) -> str:
    """A code as people write it, with its mark: "150110" is "15 01 10*"."""
    digits = compact(code)
    pairs = " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
    return f"{pairs}*" if project_waste_list().is_hazardous(digits) else pairs


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {compact(row["code"]): row for row in csv.DictReader(file)}

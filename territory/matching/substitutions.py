"""What may stand in for what, as a table: substitutions.csv.

A score of 0.9 means: usable as it is; 0.7: after sorting or cleaning; 0.5 and below: after treatment. They are
judgements of the project, meant to be corrected by those who handle the materials; the reason stands in the table
beside each.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import BadProfile
from territory.matching.waste_list import compact

TABLE = Path(__file__).parent / "substitutions.csv"

Substitutions = Mapping[tuple[str, str], float]


def substitutions_from(rows: Iterable[Mapping[str, str]]) -> Substitutions:
    """Scores between 0 and 1 by (offered, needed). Raises BadProfile for a pair that stands twice or has none."""
    table: dict[tuple[str, str], float] = {}
    for row in rows:
        pair = compact(row["offered"]), compact(row["needed"])
        score = float(row["score"])
        if pair in table or pair[0] == pair[1] or not 0 < score < 1:
            raise BadProfile(
                _("The substitution %(offered)s → %(needed)s stands twice or lacks a score between 0 and 1.")
                % {"offered": pair[0], "needed": pair[1]}
            )
        table[pair] = score
    return table


@lru_cache(maxsize=1)
def project_substitutions() -> Substitutions:
    """The project's own table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return substitutions_from(csv.DictReader(file))

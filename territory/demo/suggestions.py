"""The demonstration's suggestions of visitors, written and confirmed as everybody's."""

from pathlib import Path

from territory.demo.fixtures import read_placed
from territory.suggestions.actions import confirm, suggest

VISITOR = "visitor{number}@example.org"


def load_suggestions(folder: Path) -> int:
    """How many rows of suggestions.geojson were stored; each waits in the queue of its commune."""
    rows = list(read_placed(folder, "suggestions"))
    for number, row in enumerate(rows, start=1):
        names = ("kind", "text", "language")
        values = {**{name: row.properties[name] for name in names}, "location": row.place}
        _suggestion, key = suggest({**values, "email": VISITOR.format(number=number)}, is_invented=True)
        confirm(key)
    return len(rows)

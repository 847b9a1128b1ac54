"""What the demonstration's establishments need and offer; all of it is invented and says so."""

from pathlib import Path

from territory.demo.companies import Places
from territory.demo.fixtures import read_list
from territory.needs_and_offers.actions import state_entry
from territory.people.models import User


def load_needs_and_offers(folder: Path, author: User, places: Places) -> int:
    """How many entries of needs_and_offers.json were stated."""
    rows = read_list(folder, "needs_and_offers")
    for row in rows:
        values = {name: value for name, value in row.items() if name != "establishment"}
        state_entry(places[row["establishment"]], author, values, is_invented=True)
    return len(rows)

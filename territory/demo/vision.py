"""The demonstration's goals of the region, all invented."""

import datetime
from pathlib import Path

from layers.communes.models import Region
from territory.contributions.models import Theme
from territory.demo.fixtures import by_language, read_list
from territory.people.models import User
from territory.vision.actions import add_goal

REGION = "prosud"


def load_goals(folder: Path, author: User) -> int:
    """How many rows of goals.json were stored, in the order of the file."""
    region = Region.objects.get(code=REGION)
    themes = {theme.code: theme for theme in Theme.objects.all()}
    rows = read_list(folder, "goals")
    for row in rows:
        values = {
            "theme": themes[row["theme"]],
            "kind": row["kind"],
            "from_stage": row["from_stage"],
            "due_on": datetime.date.fromisoformat(row["due_on"]),
            **by_language("title", row["title"]),
            **by_language("target", row["target"]),
        }
        add_goal(author, region, values, is_invented=True)
    return len(rows)

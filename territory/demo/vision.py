"""The demonstration's goals of the region, all invented."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layers.communes.models import Region
from territory.contributions.models import Theme
from territory.demo.fixtures import by_language, read_list
from territory.demo.past import date_events
from territory.people.models import User
from territory.vision.actions import add_goal, change_goal

REGION = "prosud"


def load_goals(folder: Path, author: User) -> int:
    """How many rows of goals.json were stored, in its order. ``first``: what a goal was ``until`` a day."""
    region = Region.objects.get(code=REGION)
    themes = {theme.code: theme for theme in Theme.objects.all()}
    rows = read_list(folder, "goals")
    for row in rows:
        first = row.get("first")
        goal = add_goal(author, region, _values({**row, **(first or {})}, themes), is_invented=True)
        if first:
            change_goal(author, goal, _values(row, themes))
        days = [row["known_on"], first["until"]] if first else [row["known_on"]]
        date_events(goal, [datetime.date.fromisoformat(day) for day in days])
    return len(rows)


def _values(row: Mapping[str, Any], themes: Mapping[str, Theme]) -> dict[str, Any]:
    return {
        "theme": themes[row["theme"]],
        "kind": row["kind"],
        "from_stage": row["from_stage"],
        "due_on": datetime.date.fromisoformat(row["due_on"]),
        **by_language("title", row["title"]),
        **by_language("target", row["target"]),
    }

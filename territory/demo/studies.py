"""The demonstration's siting studies, calculated while it is loaded."""

from pathlib import Path

from territory.demo.fixtures import read_list
from territory.people.models import User
from territory.studies.actions import keep
from territory.studies.inputs import Inputs
from territory.working_groups.models import WorkingGroup


def load_studies(folder: Path, author: User) -> int:
    """How many studies of studies.json were kept, each shared with its working group."""
    rows = read_list(folder, "studies")
    for row in rows:
        group = WorkingGroup.objects.get(slug=row["group"])
        keep(author, row["title"], Inputs.from_json(row["inputs"]), group)
    return len(rows)

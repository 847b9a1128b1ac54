"""What follows when something is handed in: neighbours are asked, and what lies around it is kept."""

from territory.contributions.consenting import ask_and_tell
from territory.contributions.models import Contribution
from territory.jobs import leave_to_worker
from territory.people.models import User

KEEP_SHEET = "keep_sheet"  # the worker's task that keeps the context sheet: it stands above contributions


def hand_in(thing: Contribution, actor: User) -> None:
    """Within the action that stored ``thing`` as submitted; all of it is there with it, or nothing."""
    ask_and_tell(thing, actor)
    leave_to_worker(KEEP_SHEET, priority=-1, kind=str(thing._meta.model_name), pk=thing.pk, version=thing.version)

"""The next steps of a contribution, as buttons say them. Which of them a person may take is the workflow's answer."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution, State
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.people.models import User


@dataclass(frozen=True)
class StepText:
    """What the button says, what happens then, and what is said once it is done."""

    label: Promise
    meaning: Promise
    done: Promise


STEP_TEXTS: dict[tuple[str, str], StepText] = {
    (State.DRAFT, State.SUBMITTED): StepText(
        _("Submit"),
        _("The moderators of the region read it and publish it."),
        _("Submitted. The moderators of the region decide now."),
    ),
    (State.SUBMITTED, State.DRAFT): StepText(
        _("Withdraw"),
        _("It becomes a draft again, which you can change or delete."),
        _("Withdrawn. It is a draft again; you can change it and submit it later."),
    ),
    (State.SUBMITTED, State.PUBLISHED): StepText(
        _("Publish"),
        _("From now on everyone sees it on the map."),
        _("Published. Everyone sees it on the map now."),
    ),
    (State.SUBMITTED, State.CHANGES_REQUESTED): StepText(
        _("Request changes"),
        _("It goes back to its authors with your reason."),
        _("Sent back. The authors see your reason and can submit it again."),
    ),
    (State.CHANGES_REQUESTED, State.SUBMITTED): StepText(
        _("Submit again"),
        _("The moderators of the region read it and publish it."),
        _("Submitted. The moderators of the region decide now."),
    ),
    (State.PUBLISHED, State.CHANGES_REQUESTED): StepText(
        _("Take back for changes"),
        _("It leaves the public map until its authors have changed it."),
        _("Taken back. The authors see your reason and can submit it again."),
    ),
    (State.PUBLISHED, State.ARCHIVED): StepText(
        _("Archive"),
        _("It leaves the public map and stays on record."),
        _("Archived. It is no longer on the public map."),
    ),
    (State.ARCHIVED, State.PUBLISHED): StepText(
        _("Publish again"),
        _("It returns to the public map."),
        _("Published. Everyone sees it on the map now."),
    ),
}


@dataclass(frozen=True)
class NextStep:
    """One button: the state it leads to, its words, and whether a reason has to be given."""

    target: str
    text: StepText
    needs_reason: bool


def next_steps(reader: User | AnonymousUser, thing: Contribution) -> list[NextStep]:
    """The steps ``reader`` may take with ``thing`` now, in the order of the workflow."""
    if not isinstance(reader, User):
        return []
    return [
        NextStep(
            target,
            STEP_TEXTS[thing.state, target],
            CONTRIBUTION_WORKFLOW.step(thing.state, target).needs_reason,
        )
        for target in CONTRIBUTION_WORKFLOW.open_to(reader, thing, thing.state)
    ]

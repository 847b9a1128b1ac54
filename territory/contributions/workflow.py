"""States of a contribution and the steps between them, as one table."""

from territory.contributions.borders import missing_consents_in_words
from territory.contributions.models import Contribution, State
from territory.contributions.rules import can_archive, can_moderate, can_write_for_owner
from territory.people.models import User
from territory.workflow import Transition, Workflow

CONTRIBUTION_WORKFLOW: Workflow[User, Contribution] = Workflow(
    transitions=(
        Transition(State.DRAFT, State.SUBMITTED, can_write_for_owner),
        Transition(State.SUBMITTED, State.DRAFT, can_write_for_owner),
        Transition(State.SUBMITTED, State.PUBLISHED, can_moderate, lacks=missing_consents_in_words),
        Transition(State.SUBMITTED, State.CHANGES_REQUESTED, can_moderate, needs_reason=True),
        Transition(State.CHANGES_REQUESTED, State.SUBMITTED, can_write_for_owner),
        Transition(State.PUBLISHED, State.CHANGES_REQUESTED, can_archive, needs_reason=True),
        Transition(State.PUBLISHED, State.ARCHIVED, can_archive),
        Transition(State.ARCHIVED, State.PUBLISHED, can_moderate, lacks=missing_consents_in_words),
    ),
    named=lambda state: dict(State.choices).get(state, state),
)

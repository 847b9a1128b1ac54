"""States of a suggestion and the steps between them, as one table."""

from territory.people.models import User
from territory.suggestions.models import Suggestion, SuggestionState
from territory.suggestions.rules import can_decide
from territory.workflow import Transition, Workflow

# The same table as territory_check_suggestion() of territory/migrations/sql/suggestions_security.sql.
SUGGESTION_WORKFLOW: Workflow[User, Suggestion] = Workflow(
    transitions=(
        Transition(SuggestionState.NEW, SuggestionState.ACCEPTED, can_decide),
        Transition(SuggestionState.NEW, SuggestionState.ANSWERED, can_decide, needs_reason=True),
        Transition(SuggestionState.NEW, SuggestionState.REFUSED, can_decide, needs_reason=True),
        # What was taken up can be answered for good once it is done.
        Transition(SuggestionState.ACCEPTED, SuggestionState.ANSWERED, can_decide, needs_reason=True),
    ),
    named=lambda state: dict(SuggestionState.choices).get(state, state),
)

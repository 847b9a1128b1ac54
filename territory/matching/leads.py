"""The life of a lead, as a table: found → both interested → talks → pilot → running, or dropped with a reason.

Pure: who a person is to a lead is for the rules. A match is only a lead until both sides have said yes, each for
itself and without knowing the other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from territory.errors import WrongState


class LeadState(StrEnum):
    """Where a lead stands."""

    FOUND = "found"
    BOTH_INTERESTED = "both-interested"
    TALKS = "talks"
    PILOT = "pilot"
    RUNNING = "running"
    DROPPED = "dropped"


class MovedBy(StrEnum):
    """Who takes a step."""

    BOTH_ANSWERS = "both-answers"  # by itself, when the second yes arrives
    EITHER_SIDE = "either-side"
    FACILITATOR = "facilitator"


@dataclass(frozen=True)
class LeadStep:
    """One allowed step, by whom, and what has to be said with it."""

    source: LeadState
    target: LeadState
    moved_by: tuple[MovedBy, ...]
    needs_reason: bool = False
    needs_result: bool = False


_SIDES = (MovedBy.EITHER_SIDE, MovedBy.FACILITATOR)
LEAD_STEPS: tuple[LeadStep, ...] = (
    LeadStep(LeadState.FOUND, LeadState.BOTH_INTERESTED, (MovedBy.BOTH_ANSWERS,)),
    LeadStep(LeadState.BOTH_INTERESTED, LeadState.TALKS, _SIDES),
    LeadStep(LeadState.TALKS, LeadState.PILOT, _SIDES),
    LeadStep(LeadState.TALKS, LeadState.RUNNING, _SIDES, needs_result=True),
    LeadStep(LeadState.PILOT, LeadState.RUNNING, _SIDES, needs_result=True),
    LeadStep(LeadState.FOUND, LeadState.DROPPED, _SIDES, needs_reason=True),
    LeadStep(LeadState.BOTH_INTERESTED, LeadState.DROPPED, _SIDES, needs_reason=True),
    LeadStep(LeadState.TALKS, LeadState.DROPPED, _SIDES, needs_reason=True),
    LeadStep(LeadState.PILOT, LeadState.DROPPED, _SIDES, needs_reason=True, needs_result=True),
    LeadStep(LeadState.RUNNING, LeadState.DROPPED, _SIDES, needs_reason=True, needs_result=True),
    LeadStep(LeadState.DROPPED, LeadState.FOUND, (MovedBy.FACILITATOR,), needs_reason=True),
)
# How far a lead has come; dropping does not undo what was reached.
STAGES = (LeadState.FOUND, LeadState.BOTH_INTERESTED, LeadState.TALKS, LeadState.PILOT, LeadState.RUNNING)
# From here on each side may know who the other is.
DISCLOSED = frozenset({LeadState.BOTH_INTERESTED, LeadState.TALKS, LeadState.PILOT, LeadState.RUNNING})


def lead_step(source: LeadState, target: LeadState) -> LeadStep:
    """The step from ``source`` to ``target``. Raises WrongState, naming the states that can be reached."""
    for step in LEAD_STEPS:
        if (step.source, step.target) == (source, target):
            return step
    reachable = ", ".join(step.target for step in LEAD_STEPS if step.source == source)
    raise WrongState(
        _("From “%(source)s” there is no step to “%(target)s”; possible: %(reachable)s.")
        % {"source": source, "target": target, "reachable": reachable}
    )


@dataclass(frozen=True)
class FunnelStage:
    """How many leads came at least this far, their share of all found, and how many ended here."""

    stage: LeadState
    reached: int
    share_of_found: float
    dropped_here: int


def funnel(histories: Iterable[Sequence[LeadState]]) -> list[FunnelStage]:
    """The stages in their order over the states each lead has been in, oldest first. Empty histories do not count.

    A lead that skipped a stage (straight from talks to running) has reached it too. One that was taken up again counts
    as dropped only if it is dropped now.
    """
    reached: Counter[LeadState] = Counter()
    dropped: Counter[LeadState] = Counter()
    for history in histories:
        if not history:
            continue
        furthest = max((STAGES.index(state) for state in history if state in STAGES), default=0)
        reached.update(STAGES[: furthest + 1])
        if history[-1] is LeadState.DROPPED:
            dropped[STAGES[furthest]] += 1
    found = reached[LeadState.FOUND]
    return [
        FunnelStage(stage, reached[stage], reached[stage] / found if found else 0.0, dropped[stage]) for stage in STAGES
    ]

"""What a state machine is: states, the transitions between them, and refusals. Knows no feature."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from territory.errors import WrongState

Actor = TypeVar("Actor")
Thing = TypeVar("Thing")


def _nothing(_thing: object) -> str:
    return ""


@dataclass(frozen=True)
class Transition(Generic[Actor, Thing]):
    """One allowed step. ``rule`` says who may; ``needs_reason`` whether to say why.

    ``lacks`` says in a sentence what the thing still needs before anybody may; empty for nothing.
    """

    source: str
    target: str
    rule: Callable[[Actor, Thing], bool]
    needs_reason: bool = False
    lacks: Callable[[Thing], str] = _nothing


@dataclass(frozen=True)
class Workflow(Generic[Actor, Thing]):
    """All steps of one kind of thing, as a table. ``named`` gives a state's name for people."""

    transitions: tuple[Transition[Actor, Thing], ...]
    named: Callable[[str], object] = str

    def step(self, source: str, target: str) -> Transition[Actor, Thing]:
        """The transition from ``source`` to ``target``.

        Raises WrongState, naming the states that can be reached.
        """
        for transition in self.transitions:
            if (transition.source, transition.target) == (source, target):
                return transition
        reachable = [
            str(self.named(transition.target)) for transition in self.transitions if transition.source == source
        ]
        raise WrongState(
            _("From “%(source)s” there is no step to “%(target)s”; possible: %(reachable)s.")
            % {
                "source": self.named(source),
                "target": self.named(target),
                "reachable": ", ".join(reachable) or "–",
            }
        )

    def open_to(self, actor: Actor, thing: Thing, source: str) -> list[str]:
        """The states that ``actor`` may move ``thing`` to from ``source``."""
        return [step.target for step in self.transitions if step.source == source and step.rule(actor, thing)]

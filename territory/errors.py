"""Refusals of the domain, with no HTTP in them. Each carries one sentence for the person who asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """An action that was not carried out."""


class NotAllowed(Refused):
    """The rules do not let this person do this."""


class WrongState(Refused):
    """The thing is not in a state in which this can be done."""


class Invalid(Refused):
    """Values that cannot be stored. ``problems`` maps a field's name to the sentences about it.

    ``repaired`` is the place as it could be stored, if whoever drew it agrees.
    """

    def __init__(self, problems: dict[str, list[str]], repaired: Any = None) -> None:
        super().__init__(" ".join(sentence for sentences in problems.values() for sentence in sentences))
        self.problems = problems
        self.repaired = repaired


class TooOften(Refused):
    """Somebody asked more often than is reasonable; says when to try again."""


class Outdated(Refused):
    """The thing is no longer as it was in the version that somebody started from."""


@dataclass(frozen=True)
class ClashingField:
    """One field that two people changed in different ways: as both found it, and as each left it."""

    name: str
    base: Any
    mine: Any
    theirs: Any


class Clash(Outdated):
    """Others changed the same fields meanwhile. ``thing`` is as stored, which holds theirs."""

    def __init__(self, sentence: str, fields: Iterable[ClashingField], thing: Any) -> None:
        super().__init__(sentence)
        self.fields = tuple(fields)
        self.thing = thing

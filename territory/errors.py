"""Refusals of the domain, with no HTTP in them. Each carries one sentence for the person who asked."""


class Refused(Exception):
    """An action that was not carried out."""


class NotAllowed(Refused):
    """The rules do not let this person do this."""


class WrongState(Refused):
    """The thing is not in a state in which this can be done."""


class Invalid(Refused):
    """Values that cannot be stored. ``problems`` maps a field's name to the sentences about it."""

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__(" ".join(sentence for sentences in problems.values() for sentence in sentences))
        self.problems = problems

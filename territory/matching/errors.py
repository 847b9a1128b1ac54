"""What keeps a flow from being compared. Each error is one sentence: what was wrong and what would be right."""


class BadProfile(Exception):
    """The facts about a flow contradict each other or are not numbers."""


class UnknownCode(Exception):
    """A code that the List of Waste does not have, or a kind of energy that is not known."""


class UnitsDoNotMeet(Exception):
    """Two quantities that cannot be brought to one unit."""

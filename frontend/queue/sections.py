"""All sections of the queue, in the order of the page. A new kind of decision is a module and a line here."""

import datetime
from typing import Any

from frontend.queue.comments import COMMENTS
from frontend.queue.consents import CONSENTS
from frontend.queue.section import Part
from frontend.queue.submissions import SUBMISSIONS
from frontend.queue.suggestions import SUGGESTIONS
from territory.people.models import User

SECTIONS = (SUBMISSIONS, CONSENTS, SUGGESTIONS, COMMENTS)


def has_queue(reader: User) -> bool:
    """Whether ``reader`` decides on anything."""
    return any(section.is_for(reader) for section in SECTIONS)


def parts_for(reader: User, now: datetime.datetime, typed: dict[str, dict[str, Any]]) -> list[Part]:
    """The sections that concern ``reader``, each with the longest waiting first.

    ``typed``: by name of a section, what stays in its form.
    """
    return [
        Part(
            section,
            sorted(section.mine(reader, now), key=lambda row: row.waiting_days, reverse=True),
            sorted(section.others(reader, now), key=lambda row: row.waiting_days, reverse=True),
            section.decided(reader, now),
            typed.get(section.name, {}),
        )
        for section in SECTIONS
        if section.is_for(reader)
    ]

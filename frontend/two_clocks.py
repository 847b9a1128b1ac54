"""The clocks of the map in a page's address: ``on``, the day looked at, and ``as_of``, whose knowledge is shown."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from territory.errors import Invalid
from territory.history.as_of import moment_called


@dataclass(frozen=True)
class TwoClocks:
    """As written and as read; ``problems`` says by parameter what cannot be read.

    ``day`` is None for today without a choice, ``moment`` for the knowledge of today.
    """

    on: str = ""
    as_of: str = ""
    day: datetime.date | None = None
    moment: datetime.datetime | None = None
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def day_seen(self) -> datetime.date:
        """The chosen day, else today."""
        return self.day or timezone.localdate()

    @property
    def day_known(self) -> datetime.date | None:
        """The day of the moment, here."""
        return self.moment and timezone.localdate(self.moment)

    @property
    def is_past(self) -> bool:
        """Whether what is seen can no longer be changed."""
        return self.moment is not None or self.day_seen < timezone.localdate()

    @property
    def and_on(self) -> str:
        """The day, to be added to an address that asks something already."""
        return f"&on={self.day.isoformat()}" if self.day else ""

    @property
    def and_both(self) -> str:
        """Both, to be added to an address that asks something already."""
        return f"{self.and_on}&{urlencode({'as_of': self.as_of})}" if self.moment else self.and_on

    @property
    def query(self) -> str:
        """Both, to be added to an address that asks nothing yet; empty without a choice."""
        return f"?{self.and_both.removeprefix('&')}" if self.and_both else ""


def clocks_in(parameters: Mapping[str, str]) -> TwoClocks:
    """What an address says of both clocks."""
    on, as_of = (parameters.get(name, "").strip() for name in ("on", "as_of"))
    problems = {}
    day, moment = day_in(on), None
    if on and day is None:
        problems["on"] = no_day(on)
    if as_of and as_of != timezone.localdate().isoformat():
        try:
            moment = moment_called(as_of)
        except Invalid as refusal:
            problems["as_of"] = str(refusal)
    return TwoClocks(on, as_of, day, moment, problems)


def day_in(text: str) -> datetime.date | None:
    """The day that ``text`` is (ISO); None where it is none."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def no_day(text: str) -> str:
    """The sentence about a text that is no day."""
    return _("“%(value)s” is not a day such as 2026-05-01.") % {"value": text[:40]}

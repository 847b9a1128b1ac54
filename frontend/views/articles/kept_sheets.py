"""What lay around a contribution when it was submitted, for its page."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language

from layers.business_parks.models import StateType
from territory.context.keeping import read_sheet, sheets_seen_by
from territory.contributions.models import Contribution
from territory.people.models import User


def kept_sheet_of(thing: Contribution, reader: User | AnonymousUser) -> dict[str, Any]:
    """``kept`` and ``kept_sheet``: the last sheet that ``reader`` may read, in their language; nothing without one."""
    kept = next(iter(sheets_seen_by(reader, thing)), None)
    if kept is None:
        return {}
    sheet = read_sheet(kept, reader, get_language() or "en")
    for phase in sheet["phases"]:
        for name in ("starts_on", "ends_on"):
            phase[name] = phase[name] and datetime.date.fromisoformat(phase[name])
    for park in sheet["parks"]:
        park["kind"] = StateType(park["state_type"]).label if park["state_type"] in StateType else ""
    return {
        "kept": kept,
        "kept_sheet": sheet,
        "kept_deciding": [each["name"] for each in sheet["concerned"] if each["decides"]],
        "kept_concerned": [each["name"] for each in sheet["concerned"] if not each["decides"]],
    }

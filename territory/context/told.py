"""A sheet as plain values: what programs are told, and what is kept."""

from dataclasses import asdict
from typing import Any

from django.utils import translation

from territory.context.sheet import ContextSheet
from territory.reach.estimate import DETOUR_FACTOR


def told(sheet: ContextSheet, language: str) -> dict[str, Any]:
    """``sheet`` as JSON has it: whole metres, tenths of minutes, days as text; sentences in ``language``."""
    with translation.override(language):
        detail = sheet.reason.in_words() if sheet.reason else ""
    answer = asdict(sheet)
    del answer["reason"]
    answer["is_estimate"] = sheet.reason is not None
    answer["estimate"] = sheet.reason and {
        "reason": str(sheet.reason),
        "detail": detail,
        "detour_factor": DETOUR_FACTOR,
    }
    for commune in answer["communes"]:
        commune["regions"] = list(commune["regions"])
    for stop in answer["stops"]:
        stop["travel_min"], stop["distance_m"] = round(stop["travel_min"], 1), round(stop["distance_m"])
    for phase in answer["phases"]:
        for name in ("starts_on", "ends_on"):
            phase[name] = phase[name] and phase[name].isoformat()
    for thing in answer["similar"]:
        thing["distance_m"] = round(thing["distance_m"])
    return answer

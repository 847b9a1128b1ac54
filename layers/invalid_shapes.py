"""Why a shape is invalid, in the reader's language: GEOS says it in English, with the spot in brackets."""

import re

from django.utils.translation import gettext_lazy as _

# The messages of GEOS's TopologyValidationError, in small letters.
_FAULTS = {
    "self-intersection": _("its outline crosses itself"),
    "ring self-intersection": _("its outline touches itself"),
    "hole lies outside shell": _("a hole lies outside it"),
    "holes are nested": _("a hole lies within another hole"),
    "interior is disconnected": _("its holes cut it into pieces"),
    "nested shells": _("one of its areas lies within another"),
    "duplicate rings": _("two of its outlines are the same"),
    "too few points in geometry component": _("an outline has too few corners"),
    "invalid coordinate": _("a coordinate is not a number"),
    "ring is not closed": _("an outline does not end where it began"),
}


def fault_in_words(reason: str) -> str:
    """What is wrong, after "invalid: "; ``reason`` is what GEOS says, such as "Self-intersection[6.105 49.515]"."""
    fault = reason.partition("[")[0].strip()
    return str(_FAULTS.get(fault.lower(), fault))


def spot_of_fault(reason: str) -> tuple[str, str] | None:
    """First and second coordinate of the fault, in the CRS of the shape and the digits of GEOS; None without one."""
    found = re.search(r"\[(\S+) (\S+)\]", reason)
    return (found[1], found[2]) if found else None

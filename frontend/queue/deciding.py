"""Deciding on several at once: what the form of a section says, and doing it to each by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

from territory.errors import Refused


@dataclass(frozen=True)
class Chosen:
    """The rows that were ticked and the decision for all; or one row, by its own button."""

    marks: list[str]
    decision: str
    is_one: bool


def chosen_in(request: HttpRequest, at_once: str) -> Chosen:
    """What the posted form says; ``at_once`` is the decision of a row's own button."""
    if "only" in request.POST:
        return Chosen([request.POST["only"]], at_once, is_one=True)
    return Chosen(request.POST.getlist("thing"), request.POST.get("decision", ""), is_one=False)


def done_to_each(request: HttpRequest, marks: list[str], act: Callable[[str], object]) -> int:
    """To how many of ``marks`` it was done; of each of the others the next page says why not."""
    done = 0
    for mark in marks:
        try:
            act(mark)
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    return done

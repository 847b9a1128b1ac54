"""The words of the page that looks for the places of a service, by the keys its scripts use."""

from django.utils.translation import gettext as _


def siting_texts() -> dict[str, str]:
    """All of them, in the active language."""
    return _question() | _answer() | _keeping()


def _question() -> dict[str, str]:
    return {
        "siting_flow": _("What is to be served"),
        "siting_jobs_all": _("Jobs"),
        "siting_question": _("What counts"),
        "siting_mclp": _("As much as possible within reach"),
        "siting_p-median": _("Least walking for all"),
        "siting_lscp": _("Reach all with the fewest places"),
        "siting_minutes": _("Minutes on foot"),
        "siting_sites": _("Number of places"),
        "siting_threshold": _("Jobs that the service needs to be viable"),
        "siting_threshold_flow": _("{unit} a year that the service needs to be viable"),
        "siting_more": _("Where it may stand"),
        "siting_stops": _("At tram stops nearby"),
        "siting_bus_stops": _("At bus stops nearby"),
        "siting_car_parks": _("At car parks nearby"),
        "siting_plots": _("On public plots nearby"),
        "siting_entries": _("At the entries, where ways lead in"),
        "siting_ground": _("Anywhere on the ground, 200 m apart"),
        "siting_cells": _("At the best cells of a suitability map"),
        "siting_cells_none": _("of none"),
        "siting_capacity": _("Jobs that one place can serve at most (empty: no limit)"),
        "siting_capacity_flow": _("{unit} a year that one place can serve at most (empty: no limit)"),
        "move_hint": _("Arrow keys move it. Or click it, then its new place."),
        "siting_add": _("Add places by clicking on the map"),
        "siting_add_here": _("Add the middle of the map"),
        "siting_points": _("Places you added"),
        "siting_point": _("Place {number} you added"),
        "siting_remove": _("Remove place {number}"),
    }


def _answer() -> dict[str, str]:
    return {
        "siting_best": _("Best places"),
        "siting_site": _("serves {amount}, {minutes} min on average; without it {adds} would be left out"),
        "siting_fixed": _("The service stands here already: keep this place"),
        "siting_left_out": _("Left out: {names}"),
        "siting_and_more": _("{names} and {count} more"),
        "siting_drag": _("Drag a place on the map to compare your own choice."),
        "siting_pin": _("Place {number}; drag it to compare"),
        "siting_jobs": _("{jobs} jobs"),
        "siting_a_year": _("{amount} {unit} a year"),
        "siting_own": _("Your choice"),
        "siting_own_same": _("Your choice is as good: {served} of {all}."),
        "siting_own_better": _("Your choice is better: {served} of {all}, a difference of {difference}."),
        "siting_own_worse": _("Your choice serves {served} of {all}, a difference of {difference} to the best."),
        "siting_back": _("Back to the best places"),
        "siting_enough_title": _("Is there enough for it?"),
        "siting_enough": _("{threshold} come together with: {names} ({amount})."),
    }


def _keeping() -> dict[str, str]:
    return {
        "siting_keep_title": _("Keep this study"),
        "siting_keep_other": _("Keep it as a study of its own"),
        "siting_keep_hint": _(
            "With its question, so that it can be run again when companies, jobs or ways change. Of flows it counts "
            "only what is stated to everyone."
        ),
        "siting_keep_name": _("Title of the study"),
        "siting_keep_group": _("Share with"),
        "siting_keep_nobody": _("nobody else"),
        "siting_keep": _("Keep"),
    }

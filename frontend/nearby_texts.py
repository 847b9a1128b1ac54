"""The words of Nearby: from where, how far, whom, what was found."""

from django.utils.translation import gettext as _


def nearby_texts() -> dict[str, str]:
    """Sentences by key; ``{name}`` stands for a value that the script fills in."""
    return {**_nearby(), **_whom(), **_minutes(), **area_drawing()}


def _nearby() -> dict[str, str]:
    return {
        "companies_near_here": _("Companies near here"),
        "nearby_title": _("Companies near a place"),
        "nearby_start": _("Choose a place to see who works around it."),
        "around": _("Around: {place}"),
        "chosen_point": _("the point on the map"),
        "choose_on_map": _("Point on the map"),
        "click_the_map": _("Click the map where you want to search."),
        "around_park": _("Around a business park"),
        "drag_point": _("Middle of the search; drag it elsewhere"),
        "move_hint": _("Arrow keys move it. Or click it, then its new place."),
        "radius": _("Radius in metres"),
        "radius_label": _("How far, as the crow flies"),
        "activity": _("Activity (NACE section)"),
        "all_activities": _("All activities"),
        "nearby_total": _("{count} establishments with {jobs} jobs within {radius}"),
        "nearby_more": _("The {count} nearest are listed."),
        "nearby_none": _("No establishment within {radius}. Make the radius larger."),
        "nearby_none_inside": _("No establishment inside. Draw the area larger or allow some metres around it."),
        "nearby_none_fits": _("Nobody within {radius} fits. Leave out one of the filters or search farther."),
        "nearby_total_inside": _("{count} establishments with {jobs} jobs inside"),
        "nearby_search": _("Search around a place"),
        "nearby_search_hint": _("Company, business park, stop, commune"),
        "nearby_draw": _("Draw an area"),
        "nearby_draw_done": _("Done"),
        "nearby_draw_corners": _("At most {count} corners: remove some of them."),
        "nearby_draw_large": _("Too large: an area has at most {area}."),
        "drawn_area": _("the drawn area"),
        "nearby_enough": _("Are there enough for a shared service? {group}"),
    }


def _whom() -> dict[str, str]:
    return {
        "nearby_narrow": _("Only certain companies"),
        "nearby_narrowed": _("Only certain companies ({count} filters)"),
        "nearby_jobs": _("Jobs at the place"),
        "at_least": _("at least"),
        "at_most": _("at most"),
        "nearby_jobs_wrong": _("The first number is not larger than the second."),
        "nearby_subject": _("Need or offer"),
        "nearby_any_subject": _("Any or none"),
        "nearby_direction": _("Do they need it or offer it?"),
        "nearby_either": _("Either"),
        "nearby_needs": _("They need it"),
        "nearby_offers": _("They offer it"),
        "nearby_subject_help": _("Only what companies tell everyone, and what is told to you or your working group."),
        "nearby_group": _("Member of a working group"),
        "nearby_any_group": _("Of any or none"),
        "nearby_in_park": _("In a business park"),
        "nearby_any_park": _("In any or none"),
    }


def _minutes() -> dict[str, str]:
    return {
        "how_far_in": _("How far is measured in"),
        "by_metres": _("Metres"),
        "by_foot": _("On foot"),
        "by_bicycle": _("Bicycle"),
        "minutes": _("Minutes"),
        "minutes_on_foot": _("How far, minutes on foot"),
        "minutes_by_bicycle": _("How far, minutes by bicycle"),
        "reach_on_foot": _("{minutes} minutes on foot"),
        "reach_by_bicycle": _("{minutes} minutes by bicycle"),
        "nearby_none_minutes": _("No establishment within {radius}. Allow more minutes."),
        "sort_by": _("Order"),
        "sort_nearest": _("Nearest first"),
        "sort_jobs": _("Most jobs first"),
        "sort_name": _("By name"),
        "take_away": _("Take the list away:"),
    }


def area_drawing() -> dict[str, str]:
    """Of drawing what an area needs."""
    return {
        "draw_tools": _("Drawing"),
        "draw_here": _("Set in the middle"),
        "draw_clear": _("Remove"),
        "undo": _("Undo"),
        "draw_corner": _("Corner"),
        "draw_hint": _(
            "Arrow keys move it, plus adds a corner after it, Delete removes it. Or click it, then its new place."
        ),
        "draw_middle": _("Click or drag to add a corner"),
        "draw_ask_area": _("Click the map corner by corner; an area needs three."),
        "draw_done_area": _("An area of {area}. Drag a corner, or click it and then its new place."),
    }

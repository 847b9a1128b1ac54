"""The words that the map's scripts show, in the reader's language. ``js/i18n.js`` hands them out by key."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from frontend.nearby_texts import area_drawing, nearby_texts


def map_texts() -> dict[str, str]:
    """Sentences by key; ``{name}`` stands for a value that the script fills in."""
    return {**_map(), **_time(), **_list(), **_searching(), **nearby_texts(), **_troubles()}


def place_texts() -> dict[str, str]:
    """The same for the map of a form."""
    return {**_map(), **_drawing(), **_searching(), **_draft(), **_context(), **_troubles()}


def _map() -> dict[str, str]:
    return {
        "map": _("Map"),
        "legend": _("Legend and layers"),
        "on_the_map": _("On the map"),
        "rings_title": _("What the rings say: the stage"),
        "base_map": _("Background"),
        "base_plan": _("Plan of the territory"),
        "base_geoportail": _("Geoportal map"),
        "base_ortho": _("Aerial picture"),
        "base_osm": _("OpenStreetMap"),
        "origin": _("source"),
        "origin_of": _("Source of: {title}"),
        "zoom_in": _("Closer"),
        "zoom_out": _("Farther away"),
        "my_position": _("My position"),
        "share": _("Share this map"),
        "saved_views": _("Saved views"),
        "shortcuts": _("Keyboard shortcuts"),
        "share_trouble": _("This could not be loaded. Check the connection and try again."),
        "copied": _("Copied"),
        "several": _("{count} together; click to come closer"),
        "close": _("Close"),
    }


def _time() -> dict[str, str]:
    return {
        "time": _("Time"),
        "time_day": _("Month that is looked at"),
        "time_first": _("First month"),
        "time_last": _("Last month"),
        "time_play": _("Play"),
        "time_pause": _("Pause"),
        "time_back": _("One step back"),
        "time_on": _("One step on"),
        "time_today": _("Today"),
        "time_more": _("More about time"),
        "time_range": _("A period instead of one day"),
        "time_by_year": _("In steps of a year"),
        "time_as_of": _("As we knew it on"),
        "time_as_known": _("As it was known on {day}."),
        "time_of_today": _("Of today, since no past of them is kept: {layers}."),
        "time_not_kept": _("Empty, since nothing was kept of them yet: {layers}."),
        "time_since": _("{layer} (since {day})"),
        "time_kept_since": _("Since when a past is kept"),
        "time_never_kept": _("not kept"),
        "time_nothing_yet": _("nothing yet"),
        "time_back_to_today": _("Back to today"),
        "time_openings": _("the tram opens"),
        "time_works": _("works begin"),
        "time_communes": _("communes merge"),
    }


def _list() -> dict[str, str]:
    return {
        "filters": _("Filters"),
        "filter_word": _("Filter by a word"),
        "kind": _("Kind"),
        "theme": _("Theme"),
        "stage": _("Stage"),
        "works": _("State of works"),
        "working_group": _("Working group"),
        "commune": _("Commune"),
        "region": _("Region"),
        "sort_me": _("Nearest to me"),
        "sort_place": _("Nearest to the chosen place"),
        "list_from_here": _("List what is nearest to here"),
        "day": _("Day that is looked at"),
        "clear_filters": _("Clear filters"),
        "remove_filter": _("Remove filter:"),
        "filter_many": _("{filter}: {count}"),
        "show_more": _("Show more ({count})"),
        "list_count": _("{count} things in the list."),
        "list_one": _("{count} entry"),
        "list_many": _("{count} entries"),
        "nothing_here": _("Nothing lies in this part of the map. Zoom out or move the map."),
        "loosen": _("This finds something:"),
        "loosen_nothing": _("There is nothing either with one filter less. Zoom out, or clear the filters."),
        "without_filter": _("without “{filter}”: {count}"),
        "without_word": _("without the word “{word}”: {count}"),
        "wider_period": _("from {first} to {last}: {count}"),
        "whole_map": _("on the whole map: {count}"),
        "undo": pgettext("filters", "Undo"),
        "undo_filter": _("Undo the last filter"),
        "undo_filter_keys": _("Also with Ctrl and Z"),
        "filter_undone": _("The last filter is undone."),
        "nothing_matches": _("Nothing in this part of the map matches the filters. Clear a filter or zoom out."),
        "jobs": _("{count} jobs"),
        "from_day": _("from {day}"),
        "until_day": _("until {day}"),
        "ended_on": _("ended on {day}"),
        "no_end_known": _("end not known"),
        "open_since": _("open since {day}"),
        "opens_on": _("opens on {day}"),
        "opening_unknown": _("not yet open, no date known"),
    }


def _searching() -> dict[str, str]:
    return {
        "search_count": _("{count} results"),
        "search_nothing": _("Nothing found for “{q}”. Try fewer letters or another spelling."),
        "place_search": _("Find the place by name"),
        "place_search_help": _(
            "A commune, business park, stop, company or project. Street addresses are not in the data: choose "
            "something near and drag the pin."
        ),
        "origin_search": _("Search all by title"),
        "origin_results": _("Found by title"),
        "origin_chosen": _("“{name}” is chosen."),
        "place_results": _("Places found"),
        "place_found": _("The pin stands at “{name}”. Drag it to the exact place."),
        "place_shown": _("The map shows “{name}”. What you have drawn stays."),
        "position_asked": _("Asking the browser for your position …"),
        "position_found": _("The pin stands where you are, to about {distance}. Drag it to the exact place."),
        "position_denied": _(
            "The browser may not tell your position. Allow it in its settings, or find the place by name."
        ),
        "position_unavailable": _("Your position is not known just now. Find the place by name, or click the map."),
        "position_late": _("Your position took too long to find. Try again under open sky, or find the place by name."),
    }


def _drawing() -> dict[str, str]:
    return {
        **area_drawing(),
        "place_map": _("Map to mark the place. Arrow keys move it, Enter sets a point in its middle."),
        "draw_pin": _("Pin"),
        "draw_line": _("Line"),
        "draw_area": _("Area"),
        "draw_ask_pin": _("Click the map to set the pin."),
        "draw_ask_line": _("Click the map point by point; a line needs two."),
        "draw_done_pin": _("The pin is set. To move it click elsewhere, drag it, or use the arrow keys."),
        "draw_done_line": _("A line of {length}. Drag a corner, or click it and then its new place."),
        "draw_several_parts": _("The stored place has several parts. It stays as it is unless you draw a new one."),
        "draw_many_corners": _("The place has very many corners. It stays as it is unless you draw a new one."),
    }


def _draft() -> dict[str, str]:
    return {
        "draft_offer": _("You had not saved this, last typed on {when}:"),
        "draft_take": _("Take it up"),
        "draft_drop": _("Throw it away"),
        "draft_offline": _(
            "There is no connection. What you typed is kept in this browser: send it again in a moment, "
            "or open this form again later."
        ),
        "draft_offline_lost": _(
            "There is no connection, and this browser keeps nothing. Leave this page open and send it again."
        ),
    }


def _context() -> dict[str, str]:
    return {
        "context_title": _("What lies around"),
        "context_ask": _("Mark the place: then it says here whose land it is, who works near and what is being built."),
        "context_trouble": _("What lies around could not be read: {title}"),
        "context_commune": _("Commune"),
        "context_nowhere": _("Outside the communes of the map"),
        "context_park": _("Business park"),
        "context_stops": _("Nearest stops on foot"),
        "context_no_stops": _("No stop within 30 minutes"),
        "context_bus": _("Bus: {name}"),
        "context_minutes": _("{minutes} min"),
        "context_around": _("Who works within"),
        "context_around_row": _("{minutes} minutes on foot: {establishments} establishments, {jobs} jobs"),
        "context_phases": _("Works that touch it in this period"),
        "context_no_phases": _("None known"),
        "context_phase_until": _("{title}, {start} to {end}"),
        "context_phase_open": _("{title}, from {start}, end not known"),
        "context_similar": _("Similar things nearby"),
        "context_no_similar": _("Nothing within 2 km"),
        "context_decides": _("Decides on publication"),
        "context_consents": _("Whose consent it needs"),
        "context_concerned": _("Their land: agree with them early"),
    }


def _troubles() -> dict[str, str]:
    return {
        "try_again": _("Try again"),
        "list_trouble": _("The list could not be loaded: {title}."),
        "search_trouble": _("The search does not answer just now. Try again in a moment."),
        "tiles_trouble": _("Parts of the map could not be loaded."),
        "base_silent": _("The background “{name}” does not answer. The plan of the territory needs nobody else."),
        "position_refused": _("Your position is not known. Allow it in the browser, or choose a point on the map."),
        "nearby_trouble": _("The search did not succeed. Check the connection and try again."),
        "detail_gone": _("This is not on the map, or not for you to see. Go back to the list."),
        "detail_not_then": _("On that day nothing was known here of this yet, or it was not for you to see."),
        "detail_trouble": _("This page could not be loaded. Check the connection and try again."),
    }

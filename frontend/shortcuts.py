"""The keys of the map in the reader's language; ``js/pages/overview.js`` gives them their meaning."""

from django.utils.translation import gettext as _


def single_keys() -> list[tuple[str, str]]:
    """Keys of one character, which can be switched off."""
    return [
        ("/", _("Search for a place, a company, a stop, a project")),
        ("f", _("Filter the list by a word")),
        ("l", _("Open or close the legend")),
        ("s", _("Share this map")),
        ("v", _("Saved views")),
        ("?", _("Keyboard shortcuts")),
    ]


def other_keys() -> list[tuple[str, str]]:
    """Keys that browsers and maps know everywhere."""
    return [
        (_("Ctrl Z"), _("Undo the last filter")),
        (_("Esc"), _("Close what is open; back to the list")),
        (_("Arrow keys"), _("Move the map, once it is chosen with Tab")),
        ("+ −", _("Closer and farther away, once the map is chosen")),
    ]

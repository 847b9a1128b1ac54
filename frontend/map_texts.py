"""The words that the map's scripts show, in the reader's language. ``js/i18n.js`` hands them out by key."""

from django.utils.translation import gettext as _


def map_texts() -> dict[str, str]:
    """Sentences by key; ``{name}`` stands for a value that the script fills in."""
    return {
        "all_themes": _("All themes"),
    }

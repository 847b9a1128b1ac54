"""Small tables kept as JSON: a list of objects, one a row, with no geometry."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from layers.errors import UnreadableFile
from layers.sources.columns import require_columns


def read_objects(path: Path, wanted: tuple[str, ...]) -> list[dict[str, Any]]:
    """The objects of the file, in its order; each has at least the members ``wanted``.

    Raises UnreadableFile.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableFile(
            _("%(file)s is not readable JSON: %(reason)s") % {"file": path.name, "reason": error}
        ) from error
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise UnreadableFile(_("%(file)s must be a list of objects, one a row.") % {"file": path.name})
    for number, one in enumerate(content, start=1):
        require_columns(one, wanted, _("%(file)s, row %(row)d,") % {"file": path.name, "row": number})
    return content

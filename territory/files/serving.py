"""How a file goes out, as plain values: the doors put them into their answers."""

from pathlib import Path
from urllib.parse import quote

from territory.files import shelf
from territory.files.models import StoredFile


def place_and_headers(stored: StoredFile, *, thumbnail: bool = False) -> tuple[Path, dict[str, str]]:
    """Where the bytes lie, and the headers with which they are safe in any browser.

    Who may read it is asked each time (``no-cache``); the tag spares sending it again. Documents are downloaded,
    pictures shown; nothing in either may run.
    """
    disposition = "inline" if stored.is_picture else "attachment"
    plain = stored.name.encode("ascii", "ignore").decode().replace('"', "") or "file"
    kind = "-small" if thumbnail else ""
    return shelf.place_of(stored.sha256, thumbnail=thumbnail), {
        "Content-Type": "image/webp" if thumbnail else stored.content_type,
        "Content-Disposition": f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(stored.name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{stored.sha256}{kind}"',
    }

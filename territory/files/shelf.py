"""Where the bytes of files lie: under their checksum, outside of everything a web server serves."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

THUMBNAIL = ".thumbnail"


def place_of(sha256: str, *, thumbnail: bool = False) -> Path:
    """Where the bytes with this checksum lie, or their small picture."""
    path: Path = settings.FILES_DIR / sha256[:2] / sha256
    return path.with_suffix(THUMBNAIL) if thumbnail else path


def put(sha256: str, content: bytes, thumbnail: bytes) -> None:
    """Lays both down, whole or not at all; what lies there already is the same."""
    if thumbnail:
        _write(place_of(sha256, thumbnail=True), thumbnail)
    _write(place_of(sha256), content)


def remove(sha256: str) -> None:
    """Takes both away, if they are there."""
    for thumbnail in (True, False):
        place_of(sha256, thumbnail=thumbnail).unlink(missing_ok=True)


def older_than(moment: float) -> Iterator[str]:
    """The checksums of what was laid down before ``moment`` (Unix seconds); leftovers of broken writing go at once."""
    for path in sorted(settings.FILES_DIR.glob("??/*")):
        try:
            if path.stat().st_mtime >= moment:
                continue
        except FileNotFoundError:
            continue  # it went while we looked
        if path.suffix == ".part":
            path.unlink(missing_ok=True)
        elif path.suffix != THUMBNAIL:
            yield path.name


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        os.utime(path)  # it is wanted again: not one of those that wait to be removed
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    Path(written.name).replace(path)

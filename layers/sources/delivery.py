"""One file that somebody wants to import: what it holds, who published it, how to take it."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from layers.sources.known_sources import SourceEntry

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True)
class Delivery:
    """``path`` is a file or, for a timetable, also a folder.

    valid_from: the day from which changed rows hold; None corrects them in place.
    is_complete: whether rows of the same source that the file lacks are to go.
    openings: for a timetable, the table of the days on which its stops opened.
    """

    dataset: str
    path: Path
    source: SourceEntry
    released_on: datetime.date
    valid_from: datetime.date | None = None
    is_complete: bool = False
    openings: Path | None = None

    def checksum(self) -> str:
        """SHA-256 of the file; of a folder, that of its files in the order of their names."""
        digest = hashlib.sha256()
        for path in _files_of(self.path):
            with path.open("rb") as file:
                while block := file.read(_BLOCK_BYTES):
                    digest.update(block)
        return digest.hexdigest()


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.iterdir() if file.is_file())
    else:
        yield path


def last_change_of(path: Path) -> datetime.date:
    """The day the file was last written: the release's date where nobody gives one."""
    newest = max((file.stat().st_mtime for file in _files_of(path)), default=path.stat().st_mtime)
    return datetime.datetime.fromtimestamp(newest, tz=datetime.UTC).date()

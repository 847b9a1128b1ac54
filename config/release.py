"""The name of the running release, part of every static address so that browsers may keep files for a year."""

import hashlib
from pathlib import Path


def content_release(folder: Path) -> str:
    """Twelve hex digits that change whenever a file below ``folder`` changes its name or content."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

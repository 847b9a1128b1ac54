"""The files of the checkout that git knows or would take, for the tests that read them."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READ_FROM_ENVIRONMENT = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]+)"')


@cache
def files() -> list[Path]:
    """Every text and binary file that is or would be committed, without what was deleted."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return [path for path in paths if path.is_file()]


def named(*suffixes: str) -> list[Path]:
    """The files with these endings written by hand: no migrations, nothing vendored."""
    return [path for path in files() if path.suffix in suffixes and not {"migrations", "vendor"} & set(path.parts)]


def relative(path: Path) -> str:
    """The path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def settings_in(source: str) -> list[str]:
    """The environment variables that ``source`` reads."""
    return READ_FROM_ENVIRONMENT.findall(source)

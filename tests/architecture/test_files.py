"""What a file may be called and how long it may be; CONTRIBUTING.md says why."""

import pytest

from tests.architecture.checkout import ROOT, files, named, relative

MOST_LINES = {".py": 300, ".js": 200, ".css": 300, ".html": 200}
# They name no subject; and a "service" is something that communes share.
NAMELESS = {"utils", "util", "helpers", "services", "managers", "common", "misc", "tools"}


def test_a_file_has_one_purpose_and_stays_short() -> None:
    too_long = {
        relative(path): lines
        for path in named(*MOST_LINES)
        if (lines := len(path.read_text().splitlines())) > MOST_LINES[path.suffix]
    }
    assert not too_long, f"Split by subject: {too_long}"


def test_a_file_is_called_what_it_holds() -> None:
    nameless = [relative(path) for path in named(".py", ".js") if path.stem in NAMELESS]
    numbered = [relative(path) for path in named(".py", ".js") if "_part" in path.stem]
    assert not nameless + numbered


@pytest.mark.parametrize("package", ["layers", "territory"])
def test_every_folder_of_python_is_a_package(package: str) -> None:
    folders = {path.parent for path in named(".py") if relative(path).startswith(f"{package}/")}
    assert not [relative(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_no_file_is_larger_than_a_fixture_needs() -> None:
    """1 MiB: official files stay outside; what is committed is a small extract."""
    assert not [relative(path) for path in files() if path.stat().st_size > 1024 * 1024]


def test_scripts_can_be_run() -> None:
    scripts = [path for path in files() if path.parent == ROOT / "bin" and not path.suffix]
    assert scripts
    assert not [
        relative(path) for path in [*scripts, ROOT / ".ci/run"] if not path.stat().st_mode & 0o100
    ]

"""What has to stand in the documentation stands there."""

import json
import re

from api import catalogue
from tests.architecture.checkout import ROOT, named, relative, settings_in


def document(name: str) -> str:
    """The text of a page of docs/."""
    return (ROOT / "docs" / name).read_text()


def test_each_setting_is_documented() -> None:
    sources = [path.read_text() for path in (ROOT / "config" / "settings").glob("*.py")]
    settings = {name for source in sources for name in settings_in(source)}
    assert "DATABASE_URL" in settings
    assert {name for name in settings if f"`{name}`" not in document("operations.md")} == set()


def test_settings_are_read_in_the_settings_only() -> None:
    elsewhere = [
        path for path in named(".py") if relative(path).startswith(("api/", "frontend/", "layers/", "territory/"))
    ]
    assert not [relative(path) for path in elsewhere if settings_in(path.read_text())]


def test_each_collection_is_documented() -> None:
    assert {entry.id for entry in catalogue.COLLECTIONS if f"`{entry.id}`" not in document("api.md")} == set()


def requirements() -> set[str]:
    """The direct dependencies, Python and JavaScript, as they are called in their registries."""
    listed = [path.read_text() for path in (ROOT / "requirements").glob("*.in")]
    names = {match for text in listed for match in re.findall(r"^([A-Za-z0-9_.-]+)", text, re.M) if match != "-c"}
    return names | set(json.loads((ROOT / "package.json").read_text())["devDependencies"])


def test_each_dependency_is_justified() -> None:
    assert {name for name in requirements() if f"| `{name}` |" not in document("dependencies.md")} == set()


def test_each_dependency_is_still_there() -> None:
    justified = set(re.findall(r"^\| `([^`]+)` \|", document("dependencies.md"), re.M))
    packages = set(re.findall(r"^\| `([^`]+)` \(Debian\) \|", document("dependencies.md"), re.M))
    assert justified - packages - requirements() == set()


def test_requirements_are_locked() -> None:
    for name in ("uv", "app", "check"):
        wanted = re.findall(r"^([A-Za-z0-9_.-]+)", (ROOT / f"requirements/{name}.in").read_text(), re.M)
        locked = {line.split("==")[0] for line in (ROOT / f"requirements/{name}.txt").read_text().splitlines()}
        plain = {re.sub(r"[-_.]+", "-", entry).lower() for entry in wanted if not entry.startswith("-")}
        assert plain <= locked, "make lock"


def test_decisions_are_numbered_and_complete() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    parts = ("## Context", "## Decision", "## Consequences", "## What would change our mind")
    assert {(page.name, part) for page in pages for part in parts if part not in page.read_text()} == set()


def test_links_between_documents_lead_somewhere() -> None:
    links = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)")
    pages = {page: links.findall(page.read_text()) for page in named(".md")}
    targets = [(page, target) for page, found in pages.items() for target in found]
    assert not [f"{relative(page)} → {target}" for page, target in targets if not (page.parent / target).exists()]

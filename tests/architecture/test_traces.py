"""Nothing of the machine a change was made on, and no mirror somebody used, is committed."""

import re

from tests.architecture.checkout import files, named, relative

# Written in halves, so that this file is not its own finding.
REGISTRIES = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.org",
            "deb\\.deb" + r"ian\.org",
            "find" + "-links=",
        ]
    )
)
PLACES = re.compile(
    r"(?<![\w.$}-])/(?:ro" + r"ot|wo" + r"rk|ho" + r"me/\w+|Us" + r"ers/\w+|opt/(?:pypi|wheels))/"
)


def findings(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern occurs, as path:line, in every text file."""
    found = []
    for path in files():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        lines = enumerate(text.splitlines(), start=1)
        found += [f"{relative(path)}:{number}" for number, line in lines if pattern.search(line)]
    return found


def test_no_address_of_a_package_registry() -> None:
    assert not findings(REGISTRIES)


def test_no_path_of_a_machine() -> None:
    assert not findings(PLACES)


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    sources = {relative(path) for path in named(".py", ".js", ".css", ".html", ".sql", ".md")}
    assert not [finding for finding in findings(later) if finding.split(":")[0] in sources]

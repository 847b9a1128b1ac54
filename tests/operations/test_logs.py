"""What stands in the logs: whoever reads them must not be able to follow a link that was meant for somebody else."""

import logging
import secrets

import pytest


def line(message: str, *arguments: object) -> str:
    """The line that the console gets."""
    console = next(each for each in logging.getLogger().handlers if each.get_name() == "console")
    record = logging.LogRecord("procrastinate.worker", logging.INFO, __file__, 1, message, arguments, None)
    assert console.filter(record)
    return console.format(record)


@pytest.mark.parametrize(
    "message",
    [
        "Starting job ask_to_confirm[86](key='%s', suggestion_id=1)",
        "Unprocessable Content: /de/invitation/%s/",
        "Not Found: /feeds/%s.atom",
        "Method Not Allowed (POST): /fr/calendars/%s/groups/3.ics",
    ],
)
def test_no_key_of_a_link_is_logged(message: str) -> None:
    for _again in range(50):
        key = secrets.token_urlsafe(32)
        assert line(message, key).endswith(message % "…")
        assert line(message % key).endswith(message % "…")


def test_a_key_for_a_new_password_is_not_logged_either() -> None:
    assert "/password/reset/key/…/" in line("Bad Request: /de/account/password/reset/key/1-cz1abc-%s/", "0a" * 16)


@pytest.mark.parametrize(
    "message", ["files/ab/" + "ab" * 32, "territory_check_change on local_initiative", "lasted 0.052 s"]
)
def test_everything_else_is(message: str) -> None:
    assert line(message).endswith(message)

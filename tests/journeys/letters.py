"""The letters of the demonstration, which keeps them as files."""

import email
import email.policy
import re
import time
from pathlib import Path

from django.conf import settings


def link_in_the_letter_to(address: str, path: str) -> str:
    """The link with ``path`` in it of the newest letter to ``address`` that has one."""
    folder = Path(settings.DATA_DIR) / "journeys" / "mail"
    for _attempt in range(300):
        for file in sorted(folder.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True):
            letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if letter["To"] != address:
                continue
            body = letter.get_body(("plain",))
            found = re.search(rf"https?://\S+{path}\S+", body.get_content() if body else "")
            if found:
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"No letter to {address} with {path} in {folder}")

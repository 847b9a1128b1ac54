"""Makes sure that the demonstration has one account a role, and tells people and programs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from territory.demo.accounts import ensure_accounts
from territory.errors import Refused


class Command(BaseCommand):
    help = "Makes the demo accounts, writes them to FILE and prints them. Keeps what still works."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", type=Path, required=True, metavar="FILE")
        parser.add_argument("--base-url", required=True, metavar="URL")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["write"]
        try:
            roles = ensure_accounts(_known_roles(path))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        _write_whole(
            path,
            {
                "base_url": options["base_url"],
                "database_url": settings.WEB_DATABASE_URL,
                "roles": roles,
            },
        )
        self._print(roles)

    def _print(self, roles: dict[str, dict[str, Any]]) -> None:
        self.stdout.write(f"{'role':<27}{'e-mail':<29}password")
        for role, account in roles.items():
            self.stdout.write(f"{role:<27}{account['email']:<29}{account['password']}")
        self.stdout.write(f"\n{'role':<27}API token")
        for role, account in roles.items():
            self.stdout.write(f"{role:<27}{account['token']}")


def _known_roles(path: Path) -> dict[str, dict[str, Any]]:
    """The roles of a file that an earlier call wrote; none where it is missing or unreadable."""
    try:
        roles = json.loads(path.read_text(encoding="utf-8"))["roles"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {
        role: account
        for role, account in (roles.items() if isinstance(roles, dict) else ())
        if isinstance(account, dict)
    }


def _write_whole(path: Path, content: dict[str, Any]) -> None:
    """Writes all of it or nothing, readable by nobody else: it holds passwords."""
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
    Path(file.name).replace(path)

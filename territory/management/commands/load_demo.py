"""Fills an empty database with the demonstration."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from territory.demo.load import load
from territory.errors import Refused


class Command(BaseCommand):
    help = "Loads fixtures/ into an empty database; says so and leaves it alone when it has before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="the fixtures"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            loaded = load(options["folder"], say=lambda line: self.stdout.write(f"  {line}"))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        if loaded:
            self.stdout.write(f"Demonstration loaded in {time.monotonic() - started:.1f} s.")
        else:
            self.stdout.write("The demonstration is already loaded.")

"""`manage.py official_releases` downloads the official files and imports them over the fixtures."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from layers.errors import GeodataError
from layers.sources.apply import apply_delivery
from layers.sources.datasets import DATASETS
from layers.sources.official import OFFICIAL_RELEASES, fetch
from layers.sources.report import in_words


class Command(BaseCommand):
    help = "Downloads the official releases and imports each of them, all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "datasets",
            nargs="*",
            metavar="DATASET",
            help="which ones; without any: " + ", ".join(release.dataset for release in OFFICIAL_RELEASES),
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        published = {release.dataset: release for release in OFFICIAL_RELEASES}
        wanted = options["datasets"] or list(published)
        if unknown := sorted(set(wanted) - set(published)):
            raise CommandError(
                _("No official release is known of %(unknown)s; known are %(known)s.")
                % {"unknown": ", ".join(unknown), "known": ", ".join(published)}
            )
        failures = 0
        for code in wanted:
            try:
                plan = apply_delivery(fetch(published[code], settings.DATA_DIR / "official"))
            except GeodataError as error:
                failures += 1
                self.stderr.write(
                    _("%(dataset)s: %(reason)s Nothing has been changed.")
                    % {"dataset": DATASETS[code].title, "reason": error}
                )
                continue
            for line in in_words(plan, written=True):
                self.stdout.write(line)
            failures += bool(plan.refusals)
        if failures:
            raise CommandError(
                ngettext(
                    "%(count)d of %(total)d official releases was not imported.",
                    "%(count)d of %(total)d official releases were not imported.",
                    failures,
                )
                % {"count": failures, "total": len(wanted)}
            )

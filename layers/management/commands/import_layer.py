"""`manage.py import_layer <dataset> FILE` shows what an import would do; `--apply` does it."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from layers.errors import GeodataError
from layers.sources.apply import apply_delivery
from layers.sources.datasets import DATASETS, dataset_code
from layers.sources.delivery import Delivery, last_change_of
from layers.sources.known_sources import source_named
from layers.sources.plan import plan_delivery
from layers.sources.report import in_words


class Command(BaseCommand):
    help = "Shows what importing a file of reference data would add, change, remove and refuse; --apply writes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", type=dataset_code, choices=sorted(DATASETS))
        parser.add_argument("file", type=Path, help="GeoPackage, GeoJSON, Shapefile, GTFS; also zipped")
        parser.add_argument("--apply", action="store_true", help="write the plan, all of it or nothing")
        parser.add_argument(
            "--released-on",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="date of the release, such as 2023-09-01; else the day of the file's last change",
        )
        parser.add_argument(
            "--source",
            metavar="CODE",
            help="who delivered the file; each dataset has its usual source",
        )
        parser.add_argument(
            "--valid-from",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="changed communes begin on this day and what they were is kept; else corrected",
        )
        parser.add_argument(
            "--complete",
            action="store_true",
            help="the file is the whole dataset: rows that it lacks are to go",
        )
        parser.add_argument(
            "--openings",
            type=Path,
            metavar="FILE",
            help="transit: CSV of gtfs_stop_id, opened_on, name",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            source = source_named(options["source"] or DATASETS[options["dataset"]].source_code)
            if not path.exists():
                raise CommandError(_("There is no file %(file)s.") % {"file": path})
            delivery = Delivery(
                dataset=options["dataset"],
                path=path,
                source=source,
                released_on=options["released_on"] or last_change_of(path),
                valid_from=options["valid_from"],
                is_complete=options["complete"],
                openings=options["openings"],
            )
            plan = apply_delivery(delivery) if options["apply"] else plan_delivery(delivery)
        except GeodataError as error:
            raise CommandError(_("%(reason)s Nothing has been written.") % {"reason": error}) from error
        for line in in_words(plan, written=options["apply"]):
            self.stdout.write(line)
        if plan.refusals:
            count = len(plan.refusals)
            raise CommandError(
                ngettext(
                    "%(count)d refusal; nothing has been written.",
                    "%(count)d refusals; nothing has been written.",
                    count,
                )
                % {"count": count}
            )

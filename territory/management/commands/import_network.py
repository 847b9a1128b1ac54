"""`manage.py import_network FILE` stores a walking and cycling network; from then on minutes are measured on it."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from layers.errors import GeodataError
from layers.sources.delivery import last_change_of
from layers.sources.known_sources import source_named
from territory.reach.store import store_network


class Command(BaseCommand):
    help = "Stores the ways of a file (.osm, .osm.pbf, .geojson with OpenStreetMap tags); walking times use them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="osm-ways", metavar="CODE", help="who delivered the file")
        parser.add_argument(
            "--released-on",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="date of the data, such as 2026-10-01; else the day of the file's last change",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": path})
        try:
            entry = source_named(options["source"])
            stored = store_network(path, entry, options["released_on"] or last_change_of(path))
        except GeodataError as error:
            raise CommandError(_("%(reason)s Nothing has been written.") % {"reason": error}) from error
        self.stdout.write(
            _("%(count)d pieces of ways stored as %(release)s.")
            % {"count": stored.pieces_count, "release": stored.release}
        )
        self.stdout.write(_("Walking times of new questions use it; no restart is needed."))

"""`manage.py derive_raster distance-to-stops --area prosud` calculates a raster from our own layers, at once."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from layers.errors import GeodataError
from layers.rasters.models import RasterState
from territory.errors import Refused
from territory.people.models import User
from territory.suitability.actions import derive, publish
from territory.suitability.derive import DERIVATIONS, RESOLUTIONS_M
from territory.suitability.work import compute


class Command(BaseCommand):
    help = "Calculates a raster from stops, jobs or works and keeps it beside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("derivation", choices=list(DERIVATIONS))
        parser.add_argument("--area", required=True, help="code of a region, or LAU2 code of a commune")
        parser.add_argument("--resolution", type=int, default=50, choices=RESOLUTIONS_M, metavar="METRES")
        parser.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="today without it")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="in whose name")
        parser.add_argument("--publish", action="store_true", help="everyone sees it")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if user is None:
            raise CommandError(_("There is no active account with the address %(email)s.") % {"email": options["by"]})
        try:
            layer = derive(
                user, options["derivation"], options["area"], options["resolution"], options["day"], begin=compute
            )
            layer.refresh_from_db()
            if layer.state != RasterState.READY:
                raise CommandError(" ".join(layer.problems))
            if options["publish"]:
                publish(user, layer, is_published=True)
        except (GeodataError, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        grid = layer.grid
        self.stdout.write(
            _("%(title)s: %(rows)d × %(columns)d cells of %(metres)s m, number %(number)d.")
            % {
                "title": layer.title,
                "rows": grid.rows,
                "columns": grid.columns,
                "metres": f"{grid.resolution_m:g}",
                "number": layer.pk,
            }
        )

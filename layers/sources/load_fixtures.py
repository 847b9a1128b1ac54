"""Loads the land of the demonstration through the very importers that take the official files."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from layers.errors import GeodataError
from layers.sources.apply import apply_delivery
from layers.sources.delivery import Delivery
from layers.sources.known_sources import source_named
from layers.sources.models import ImportRun
from layers.sources.plan import Plan


class RefusedFixture(GeodataError):
    """A file of the demonstration that its importer does not take."""


@dataclass(frozen=True)
class Fixture:
    """One file of fixtures/land/, with what fixtures/README.md says about it."""

    dataset: str
    file_name: str
    source_code: str
    released_on: datetime.date
    openings: str = ""


# In the order in which they need each other.
FIXTURES = (
    Fixture("communes", "communes.geojson", "act-communes-generalised", datetime.date(2023, 9, 1)),
    Fixture("commune-names", "commune_names.json", "statec-population", datetime.date(2026, 1, 1)),
    Fixture("regions", "regions.json", "regions", datetime.date(2026, 11, 22)),
    Fixture(
        "business-parks",
        "business_parks.geojson",
        "business-parks-approximate",
        datetime.date(2026, 11, 22),
    ),
    Fixture(
        "construction-zones",
        "construction_zones.geojson",
        "construction-zones-illustrative",
        datetime.date(2026, 11, 22),
    ),
    Fixture(
        "transit",
        "tram",
        "atp-gtfs-generalised",
        datetime.date(2026, 10, 7),
        openings="tram_openings.csv",
    ),
    Fixture("public-places", "public_places.geojson", "public-places-illustrative", datetime.date(2026, 11, 23)),
)


def load_land(folder: Path, *, only_new_datasets: bool = False) -> list[Plan]:
    """The plans of the files that were not loaded before, all written in one transaction.

    ``only_new_datasets``: those alone of which nothing was ever imported, for a demonstration from before them.

    A file that was once imported is left alone, so a second call writes nothing and does not lay
    the demonstration over official releases that came later. folder: fixtures/land/. Raises
    RefusedFixture, which names the rows, and GeodataError.
    """
    plans = []
    with transaction.atomic():
        for fixture in FIXTURES:
            delivery = Delivery(
                dataset=fixture.dataset,
                path=folder / fixture.file_name,
                source=source_named(fixture.source_code),
                released_on=fixture.released_on,
                openings=folder / fixture.openings if fixture.openings else None,
            )
            if _was_imported(delivery) or (only_new_datasets and _is_filled(delivery)):
                continue
            plan = apply_delivery(delivery)
            if plan.refusals:
                raise RefusedFixture(
                    _("%(file)s was refused: %(reasons)s.")
                    % {
                        "file": fixture.file_name,
                        "reasons": "; ".join(f"{refusal.where}: {refusal.reason}" for refusal in plan.refusals),
                    }
                )
            plans.append(plan)
    return plans


def _was_imported(delivery: Delivery) -> bool:
    return ImportRun.objects.filter(
        dataset=delivery.dataset,
        release__source__code=delivery.source.code,
        release__checksum=delivery.checksum(),
    ).exists()


def _is_filled(delivery: Delivery) -> bool:
    return ImportRun.objects.filter(dataset=delivery.dataset).exists()

"""Published projects of all three kinds for the made-up country: scattered as unevenly as its establishments."""

import datetime
import random

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone

from layers.crs import STORAGE_SRID
from territory.contributions.models import Contribution, Stage, State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation, OrganisationKind
from territory.pooled_services.models import PooledService

KINDS: tuple[type[Contribution], ...] = (LocalInitiative, CooperationProject, PooledService)
BATCH = 2_000


def count_projects() -> int:
    """How many projects of all kinds stand in the database."""
    return sum(kind._default_manager.count() for kind in KINDS)


def build_projects(count: int, places: list[tuple[float, float]], slug: str, seed: int) -> None:
    """As ``add_projects``, and those before go."""
    with transaction.atomic():
        for kind in KINDS:
            kind._default_manager.all().delete()
        add_projects(count, places, slug, seed)


def add_projects(count: int, places: list[tuple[float, float]], slug: str, seed: int) -> None:
    """``count`` published projects at ``places`` (storage CRS, metres), a third of each kind."""
    chance = random.Random(seed)
    owner, _made = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": "Made-up organisation", "kind": OrganisationKind.AUTHORITY, "is_invented": True}
    )
    themes, stages = list(Theme.objects.all()), list(Stage.values)
    with transaction.atomic():
        for number, kind in enumerate(KINDS):
            rows = []
            for index in range(number, count, len(KINDS)):
                starts_on = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(7_000))
                title = f"{kind._meta.verbose_name} {index}"
                rows.append(
                    kind(
                        title=title,
                        theme=chance.choice(themes),
                        stage=chance.choice(stages),
                        location=Point(*places[index % len(places)], srid=STORAGE_SRID),
                        starts_on=starts_on,
                        ends_on=starts_on + datetime.timedelta(days=chance.randrange(30, 2_000)),
                        state=State.PUBLISHED,
                        published_at=timezone.now(),
                        owner=owner,
                        is_invented=True,
                    )
                )
            kind._default_manager.bulk_create(rows, batch_size=BATCH)

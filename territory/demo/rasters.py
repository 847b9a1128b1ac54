"""The demonstration's rasters, derived while it is loaded: where a shuttle stop or a canteen would suit."""

from layers.rasters.models import RasterLayer
from layers.rasters.reclassify import LinearDown, LinearUp
from territory.people.models import User
from territory.suitability.actions import compose, derive, publish
from territory.suitability.recipe import Recipe, Weighed
from territory.suitability.work import compute

AREA, RESOLUTION_M = "agglo-centre", 50
TITLES = {
    "de": "Eignung für einen gemeinsamen Dienst (Beispiel)",
    "fr": "Aptitude pour un service partagé (exemple)",
    "en": "Suitability for a shared service (example)",
    "lb": "Eegnung fir e gemeinsame Service (Beispill)",
}


def load_rasters(author: User) -> int:
    """How many rasters were made: distance to stops, density of jobs, and both weighed into a map."""
    stops, jobs = (
        derive(author, name, AREA, RESOLUTION_M, begin=compute) for name in ("distance-to-stops", "job-density")
    )
    criteria = (Weighed(stops.pk, LinearDown(200, 1200), 1), Weighed(jobs.pk, LinearUp(0, 25), 2))
    made = [stops, jobs, compose(author, TITLES, Recipe(criteria), begin=compute)]
    for layer in RasterLayer.objects.filter(pk__in=[one.pk for one in made]):
        publish(author, layer, is_published=True)
    return len(made)

"""The datasets that can be imported, written out in one place.

A new one is an entry here and a module beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from layers.sources.business_parks import read_business_parks
from layers.sources.commune_names import read_commune_names
from layers.sources.communes import read_communes
from layers.sources.construction_zones import read_construction_zones
from layers.sources.delivery import Delivery
from layers.sources.public_places import read_public_places, read_stops_of_buses
from layers.sources.reading import Reading
from layers.sources.regions import read_regions
from layers.sources.transit import read_transit


@dataclass(frozen=True)
class Dataset:
    """source_code: the source a file comes from when nobody says otherwise."""

    code: str
    title: str | Promise
    source_code: str
    read: Callable[[Delivery], Reading]


DATASETS: dict[str, Dataset] = {
    dataset.code: dataset
    for dataset in (
        Dataset("communes", _("Communes"), "act-communes", read_communes),
        Dataset(
            "commune-names",
            _("Names and population of communes"),
            "statec-population",
            read_commune_names,
        ),
        Dataset("regions", _("Regions"), "regions", read_regions),
        Dataset("business-parks", _("Business parks"), "business-parks-approximate", read_business_parks),
        Dataset(
            "construction-zones",
            _("Construction zones"),
            "construction-zones-illustrative",
            read_construction_zones,
        ),
        Dataset("transit", _("Tram"), "atp-gtfs", read_transit),
        Dataset("bus-stops", _("Bus stops"), "atp-gtfs", read_stops_of_buses),
        Dataset("public-places", _("Public places"), "public-places-illustrative", read_public_places),
    )
}

# What people call a dataset besides its code.
OTHER_NAMES = {"gtfs-tram": "transit", "gtfs": "transit", "tram": "transit"}


def dataset_code(name: str) -> str:
    """The code of the dataset that ``name`` means, with - or _ between its words; else ``name``."""
    code = name.replace("_", "-")
    return OTHER_NAMES.get(code, code)

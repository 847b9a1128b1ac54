"""Table of contents of the land's models."""

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region, RegionMembership
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.networks.models import WalkingNetwork
from layers.public_places.models import PublicPlace
from layers.rasters.models import RasterLayer
from layers.sources.models import ImportRun, Release, Source
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop

__all__ = [
    "BusinessPark",
    "Commune",
    "ConstructionPhase",
    "ConstructionZone",
    "ImportRun",
    "PublicPlace",
    "RasterLayer",
    "Region",
    "RegionMembership",
    "Release",
    "RouteStop",
    "Source",
    "TransitRoute",
    "TransitSection",
    "TransitStop",
    "WalkingNetwork",
]

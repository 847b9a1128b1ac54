"""Which texts of the land exist in four languages, and which tables keep a history.

The history tables are made here because they must have the translated columns, which exist only after registration.
"""

import pghistory
from modeltranslation.translator import TranslationOptions, register

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.rasters.models import RasterLayer
from layers.transit.models import TransitSection, TransitStop


@register(Commune)
class CommuneTranslation(TranslationOptions):
    fields = ("name",)


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name",)


@register(BusinessPark)
class BusinessParkTranslation(TranslationOptions):
    fields = ("name",)


@register(ConstructionZone)
class ConstructionZoneTranslation(TranslationOptions):
    fields = ("name",)


@register(ConstructionPhase)
class ConstructionPhaseTranslation(TranslationOptions):
    fields = ("title",)


@register(RasterLayer)
class RasterLayerTranslation(TranslationOptions):
    fields = ("title",)


for model in (Commune, Region, BusinessPark, ConstructionZone, ConstructionPhase, TransitSection, TransitStop):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)

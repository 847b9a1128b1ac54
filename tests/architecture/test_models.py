"""Tables as the guide wants them: places in the storage CRS, under names that say what they are."""

from django.apps import apps
from django.contrib.gis.db.models import GeometryField

from layers.crs import STORAGE_SRID

OURS = ("layers", "territory")
# An area is what a person follows, as they drew it; a part is what of a place lies on a neighbour's land.
PLACE_NAMES = {"boundary", "location", "footprint", "alignment", "area", "part"}


def places() -> list[GeometryField]:
    """Every geometry column of our tables, without the copies that history keeps."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return [field for model in models for field in model._meta.fields if isinstance(field, GeometryField)]


def test_geometry_is_stored_in_the_storage_crs() -> None:
    assert places()
    assert {str(field): field.srid for field in places() if field.srid != STORAGE_SRID} == {}


def test_geometry_fields_say_what_they_are() -> None:
    assert {str(field) for field in places() if field.name not in PLACE_NAMES} == set()

"""The land in the back office. Reference data comes from imports; what is mended here by hand keeps its release."""

from typing import Any

from django.contrib import admin
from django.contrib.gis.forms import GeometryField
from django.db import models
from django.db.models import Model
from django.forms import Media, ModelForm, Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from leaflet.admin import LeafletAdminWidget, LeafletGeoAdminMixin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.translator import translator
from modeltranslation.utils import get_translation_fields

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region, RegionMembership
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.public_places.models import PublicPlace
from layers.sources.models import ImportRun, Release, Source
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop

# Nobody moves a corner by less than a centimetre.
TOUCHED_M = 0.01


def translated_columns(model: type[Model]) -> list[tuple[str, list[str]]]:
    """The texts of ``model`` that exist in several languages, each with its columns."""
    return [(name, get_translation_fields(name)) for name in translator.get_options_for_model(model).all_fields]


class PlaceWidget(LeafletAdminWidget):
    """django-leaflet's map, on our own land, with a store that keeps the holes of areas (js/admin/)."""

    field_store_class = "L.WholeFieldStore"

    @property
    def media(self) -> Media:
        """django-leaflet's files, and ours after them."""
        module: Any = Script("frontend/js/admin/place.js", type="module")
        return super().media + Media(
            js=[module],
            css={"screen": ["frontend/css/admin.css"]},
        )


class PlaceAdminMixin(LeafletGeoAdminMixin):
    widget = PlaceWidget


class PlaceForm(ModelForm):
    """Keeps an untouched place to the last digit: the way to degrees and back moves it by part of a millimetre."""

    def clean(self) -> dict[str, Any]:
        """The values, with places as they were where the map gave them back unchanged."""
        cleaned = super().clean() or {}
        places = [name for name, field in self.fields.items() if isinstance(field, GeometryField)]
        for name in places:
            before, value = getattr(self.instance, name), cleaned.get(name)
            if before and value:
                cleaned[name] = before if before.equals_exact(value, TOUCHED_M) else value
        return cleaned


class PlaceAdmin(PlaceAdminMixin, admin.ModelAdmin):
    form = PlaceForm


class AnyLanguageForm(PlaceForm):
    """A row that must have a text needs it in one language only; readers of the others see that one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.needed = {}
        for name, columns in translated_columns(self._meta.model):
            if not self._meta.model._meta.get_field(name).blank:
                self.needed[name] = [column for column in columns if column in self.fields]
            for column in self.needed.get(name, []):
                self.fields[column].required = False

    def clean(self) -> dict[str, Any]:
        """The values, once each text that is needed is there in some language."""
        cleaned = super().clean() or {}
        for columns in self.needed.values():
            if columns and not any(cleaned.get(column) for column in columns):
                self.add_error(columns[0], _("This is needed in one language at least."))
        return cleaned


class AnyLanguageAdmin(TranslationAdmin):
    form: type[PlaceForm] = AnyLanguageForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class RegionMembershipInline(admin.TabularInline):
    model = RegionMembership
    extra = 0
    autocomplete_fields = ["commune"]


@admin.register(Commune)
class CommuneAdmin(PlaceAdminMixin, AnyLanguageAdmin):
    list_display = ["name", "lau2_code", "canton", "population", "valid_from", "valid_until"]
    list_filter = ["canton", "regions"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "lau2_code"]
    autocomplete_fields = ["release"]


@admin.register(Region)
class RegionAdmin(AnyLanguageAdmin):
    list_display = ["name", "code", "valid_from", "valid_until"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code"]
    inlines = [RegionMembershipInline]


@admin.register(BusinessPark)
class BusinessParkAdmin(PlaceAdminMixin, AnyLanguageAdmin):
    list_display = ["name", "state_type", "status", "footprint_accuracy", "manager"]
    list_filter = ["state_type", "status", "footprint_accuracy"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code", "manager"]
    autocomplete_fields = ["release"]


class PhaseInline(PlaceAdminMixin, TranslationStackedInline):
    model = ConstructionPhase
    form = AnyLanguageForm
    extra = 0


@admin.register(ConstructionZone)
class ConstructionZoneAdmin(PlaceAdminMixin, AnyLanguageAdmin):
    list_display = ["name", "kind", "code"]
    list_filter = ["kind", "phases__certainty"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code"]
    autocomplete_fields = ["release"]
    inlines = [PhaseInline]


class RouteStopInline(admin.TabularInline):
    model = RouteStop
    extra = 0
    autocomplete_fields = ["stop"]


@admin.register(TransitRoute)
class TransitRouteAdmin(admin.ModelAdmin):
    list_display = ["short_name", "name", "operator"]
    search_fields = ["short_name", "name", "gtfs_route_id"]
    autocomplete_fields = ["release"]
    inlines = [RouteStopInline]


@admin.register(TransitSection)
class TransitSectionAdmin(PlaceAdmin):
    list_display = ["name", "route", "opened_on"]
    list_filter = ["route"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["release", "route"]


@admin.register(TransitStop)
class TransitStopAdmin(PlaceAdmin):
    list_display = ["name", "gtfs_stop_id", "opened_on"]
    list_filter = ["routes"]
    search_fields = ["name", "gtfs_name", "gtfs_stop_id"]
    autocomplete_fields = ["release"]


@admin.register(PublicPlace)
class PublicPlaceAdmin(PlaceAdmin):
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["release"]


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ["title", "publisher", "licence"]
    search_fields = ["title", "publisher", "code"]


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    list_display = ["source", "released_on", "file_name"]
    list_filter = ["source"]
    date_hierarchy = "released_on"
    search_fields = ["source__title", "file_name"]


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    """What imports did: to be read, never written by hand."""

    list_display = [
        "dataset",
        "applied_at",
        "release",
        "added_count",
        "changed_count",
        "removed_count",
    ]
    list_filter = ["dataset"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

"""The land in the back office. Reference data comes from imports; what is mended here by hand keeps its release."""

from django.contrib import admin
from django.db.models import Model
from django.forms import Media, Script
from django.http import HttpRequest
from leaflet.admin import LeafletAdminWidget, LeafletGeoAdminMixin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region, RegionMembership
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.sources.models import ImportRun, Release, Source
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop


class PlaceWidget(LeafletAdminWidget):
    """django-leaflet's map, on our own land, with a store that keeps the holes of areas (js/admin/)."""

    field_store_class = "L.WholeFieldStore"

    @property
    def media(self) -> Media:
        """django-leaflet's files, and ours after them."""
        return super().media + Media(
            js=[Script("frontend/js/admin/place.js", type="module")],
            css={"screen": ["frontend/css/admin.css"]},
        )


class PlaceAdminMixin(LeafletGeoAdminMixin):
    widget = PlaceWidget


class RegionMembershipInline(admin.TabularInline):
    model = RegionMembership
    extra = 0
    autocomplete_fields = ["commune"]


@admin.register(Commune)
class CommuneAdmin(PlaceAdminMixin, TranslationAdmin):
    list_display = ["name", "lau2_code", "canton", "population", "valid_from", "valid_until"]
    list_filter = ["canton", "regions"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "lau2_code"]
    autocomplete_fields = ["release"]


@admin.register(Region)
class RegionAdmin(TranslationAdmin):
    list_display = ["name", "code", "valid_from", "valid_until"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code"]
    inlines = [RegionMembershipInline]


@admin.register(BusinessPark)
class BusinessParkAdmin(PlaceAdminMixin, TranslationAdmin):
    list_display = ["name", "state_type", "status", "footprint_accuracy", "manager"]
    list_filter = ["state_type", "status", "footprint_accuracy"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code", "manager"]
    autocomplete_fields = ["release"]


class PhaseInline(PlaceAdminMixin, TranslationStackedInline):
    model = ConstructionPhase
    extra = 0


@admin.register(ConstructionZone)
class ConstructionZoneAdmin(PlaceAdminMixin, TranslationAdmin):
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
class TransitSectionAdmin(PlaceAdminMixin, admin.ModelAdmin):
    list_display = ["name", "route", "opened_on"]
    list_filter = ["route"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["release", "route"]


@admin.register(TransitStop)
class TransitStopAdmin(PlaceAdminMixin, admin.ModelAdmin):
    list_display = ["name", "gtfs_stop_id", "opened_on"]
    list_filter = ["routes"]
    search_fields = ["name", "gtfs_name", "gtfs_stop_id"]
    autocomplete_fields = ["release"]


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
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

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

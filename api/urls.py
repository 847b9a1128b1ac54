"""The whole public surface for programs on one screen. What the collections hold: api/catalogue.py."""

from django.urls import URLPattern, re_path

from api import errors, health
from api.catalogue import COLLECTIONS, KINDS
from api.ogc import features, landing, tiles, tilesets
from api.rest.comments import CommentViewSet
from api.rest.consents import ConsentViewSet
from api.rest.context import ContextViewSet
from api.rest.contributions import ContributionViewSet
from api.rest.enquiries import EnoughViewSet, EnquiryViewSet
from api.rest.files import FileViewSet
from api.rest.goals import GoalViewSet
from api.rest.indicators import IndicatorViewSet
from api.rest.kept_since import KeptSinceViewSet
from api.rest.leads import LeadViewSet
from api.rest.meetings import MeetingViewSet
from api.rest.nearby import NearViewSet
from api.rest.needs_and_offers import NeedViewSet
from api.rest.places import PlaceFileViewSet
from api.rest.raster_making import RasterDerivationViewSet, RasterUploadViewSet
from api.rest.raster_preview import raster_preview_tile
from api.rest.rasters import RasterViewSet, raster_tile
from api.rest.reach import ReachViewSet
from api.rest.reading import CollectionViewSet
from api.rest.root import DocumentationView, RootViewSet, SchemaView
from api.rest.saved_views import SavedViewViewSet
from api.rest.search import SearchViewSet
from api.rest.sheets import SheetViewSet
from api.rest.sitings import SitingViewSet
from api.rest.suggestions import SuggestionViewSet
from api.rest.summary import SummaryViewSet
from api.rest.themes import ThemeViewSet
from api.rest.works import WorksViewSet

ID = r"(?P<collection_id>[\w-]+)"
TILE = r"(?P<z>[^/]+)/(?P<y>[^/]+)/(?P<x>[^/]+)"
PICTURE = r"(?P<z>[^/]+)/(?P<x>[^/]+)/(?P<y>[^/]+)"
RASTER = "api/v1/rasters/(?P<pk>[^/]+)"
READ, READ_ONE = {"get": "list"}, {"get": "retrieve"}
WRITE, WRITE_ONE = {"post": "create"}, {"patch": "partial_update", "delete": "destroy"}


def at(address: str, view: object, name: str) -> URLPattern:
    """An address that may end with a slash or without."""
    return re_path(rf"^{address}/?$", view, name=name)  # type: ignore[call-overload]


def resource(collection_id: str) -> list[URLPattern]:
    """The two addresses of a collection: the whole and one feature."""
    view_set, many, one = CollectionViewSet, READ, READ_ONE
    if collection_id in KINDS:
        view_set, many, one = ContributionViewSet, READ | WRITE, READ_ONE | WRITE_ONE
    path, name = f"api/v1/{collection_id}", f"rest-{collection_id}"
    found = [
        at(path, view_set.as_view({**many}, collection_id=collection_id), name),
        at(rf"{path}/(?P<pk>[^/]+)", view_set.as_view({**one}, collection_id=collection_id), f"{name}-one"),
    ]
    if collection_id in KINDS:
        recover = view_set.as_view({"post": "recover"}, collection_id=collection_id)
        found.append(at(rf"{path}/(?P<pk>[^/]+)/recover", recover, f"{name}-recover"))
        sheet = SheetViewSet.as_view({"get": "retrieve"}, collection_id=collection_id)
        found.append(at(rf"{path}/(?P<pk>[^/]+)/sheet", sheet, f"{name}-sheet"))
    return found


def files_of(collection_id: str) -> list[URLPattern]:
    """The addresses of the photos and documents of each feature."""
    path, name = rf"api/v1/{collection_id}/(?P<pk>[^/]+)/files", f"rest-{collection_id}-files"
    one = rf"{path}/(?P<key>[^/]+)"
    verbs: list[tuple[str, str, dict[str, str]]] = [
        (path, "", {"get": "list", "post": "create"}),
        (one, "-one", {"patch": "partial_update", "delete": "destroy"}),
        (f"{one}/recover", "-recover", {"post": "recover"}),
        (f"{one}/content", "-content", {"get": "content"}),
        (f"{one}/thumbnail", "-thumbnail", {"get": "thumbnail"}),
    ]
    return [
        at(address, FileViewSet.as_view({**actions}, collection_id=collection_id), f"{name}{end}")
        for address, end, actions in verbs
    ]


urlpatterns = [
    at("healthz", health.alive, "alive"),
    at("readyz", health.ready, "ready"),
    # OGC API Features and Tiles
    at("ogc", landing.landing_page, "ogc"),
    at("ogc/conformance", landing.conformance, "ogc-conformance"),
    at("ogc/api", landing.api_definition, "ogc-api"),
    at("ogc/collections", landing.collections, "ogc-collections"),
    at(f"ogc/collections/{ID}", landing.collection, "ogc-collection"),
    at(f"ogc/collections/{ID}/items", features.items, "ogc-items"),
    at(f"ogc/collections/{ID}/items/(?P<item_id>[^/]+)", features.item, "ogc-item"),
    at(f"ogc/collections/{ID}/tiles", tilesets.tilesets, "ogc-tilesets"),
    at(f"ogc/collections/{ID}/tiles/(?P<matrix_set>[^/]+)", tilesets.tileset, "ogc-tileset"),
    at(f"ogc/collections/{ID}/tiles/(?P<matrix_set>[^/]+)/{TILE}", tiles.tile, "ogc-tile"),
    at("ogc/tiles", tilesets.dataset_tilesets, "ogc-dataset-tilesets"),
    at("ogc/tiles/(?P<matrix_set>[^/]+)", tilesets.dataset_tileset, "ogc-dataset-tileset"),
    at(f"ogc/tiles/(?P<matrix_set>[^/]+)/{TILE}", tiles.dataset_tile, "ogc-dataset-tile"),
    at("ogc/tileMatrixSets", tilesets.tile_matrix_sets, "ogc-tile-matrix-sets"),
    at("ogc/tileMatrixSets/(?P<matrix_set>[^/]+)", tilesets.tile_matrix_set, "ogc-tile-matrix-set"),
    # REST
    at("api/v1/establishments/near", NearViewSet.as_view({"get": "near"}), "rest-near"),
    at("api/v1/reach", ReachViewSet.as_view({"get": "list"}), "rest-reach"),
    at("api/v1/context", ContextViewSet.as_view({"post": "create"}), "rest-context"),
    at(
        r"api/v1/working-groups/(?P<group>[^/]+)/meetings",
        MeetingViewSet.as_view({"get": "list", "post": "create"}),
        "rest-meetings",
    ),
    at(
        r"api/v1/meetings/(?P<pk>[^/]+)",
        MeetingViewSet.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        "rest-meeting",
    ),
    at(r"api/v1/meetings/(?P<pk>[^/]+)/decisions", MeetingViewSet.as_view({"post": "decide"}), "rest-decide"),
    at(r"api/v1/decisions/(?P<pk>[^/]+)", MeetingViewSet.as_view({"patch": "change_decision"}), "rest-decision"),
    at("api/v1/needs-and-offers", NeedViewSet.as_view({**READ, **WRITE}), "rest-needs"),
    at("api/v1/needs-and-offers/totals", NeedViewSet.as_view({"get": "totals"}), "rest-needs-totals"),
    at("api/v1/needs-and-offers/codes", NeedViewSet.as_view({"get": "codes"}), "rest-needs-codes"),
    at(r"api/v1/needs-and-offers/(?P<pk>[^/]+)", NeedViewSet.as_view({**READ_ONE, **WRITE_ONE}), "rest-needs-one"),
    at("api/v1/consents", ConsentViewSet.as_view({"get": "list"}), "rest-consents"),
    at(r"api/v1/consents/(?P<pk>[^/]+)/answer", ConsentViewSet.as_view({"post": "answer"}), "rest-consent-answer"),
    at("api/v1/places-from-file", PlaceFileViewSet.as_view({"post": "create"}), "rest-places-from-file"),
    at("api/v1/suggestions", SuggestionViewSet.as_view({"post": "create"}), "rest-suggestions"),
    at("api/v1/sitings", SitingViewSet.as_view({**READ, **WRITE}), "rest-sitings"),
    at("api/v1/sitings/(?P<pk>[^/]+)", SitingViewSet.as_view({**READ_ONE, **WRITE_ONE}), "rest-siting"),
    at("api/v1/sitings/(?P<pk>[^/]+)/runs", SitingViewSet.as_view({"post": "run"}), "rest-siting-runs"),
    at("api/v1/indicators", IndicatorViewSet.as_view({"get": "list"}), "rest-indicators"),
    at("api/v1/kept-since", KeptSinceViewSet.as_view({"get": "list"}), "rest-kept-since"),
    at("api/v1/goals", GoalViewSet.as_view({"get": "list"}), "rest-goals"),
    at("api/v1/themes", ThemeViewSet.as_view({"get": "list"}), "rest-themes"),
    at("api/v1/rasters", RasterViewSet.as_view({**READ, **WRITE}), "rest-rasters"),
    at("api/v1/rasters/uploads", RasterUploadViewSet.as_view({**WRITE}), "rest-raster-uploads"),
    at("api/v1/rasters/derivations", RasterDerivationViewSet.as_view({**WRITE}), "rest-raster-derivations"),
    re_path(rf"^api/v1/rasters/preview/{PICTURE}\.png$", raster_preview_tile, name="rest-raster-preview"),
    at(RASTER, RasterViewSet.as_view({"get": "retrieve", "delete": "destroy"}), "rest-raster"),
    at(f"{RASTER}/value", RasterViewSet.as_view({"get": "value"}), "rest-raster-value"),
    at(f"{RASTER}/zones", RasterViewSet.as_view({"get": "zones"}), "rest-raster-zones"),
    at(f"{RASTER}/cells", RasterViewSet.as_view({"get": "cells"}), "rest-raster-cells"),
    re_path(rf"^{RASTER}/file\.tif$", RasterViewSet.as_view({"get": "file"}), name="rest-raster-file"),
    re_path(rf"^{RASTER}/tiles/{PICTURE}\.png$", raster_tile, name="rest-raster-tile"),
    at("api/v1/views", SavedViewViewSet.as_view({**READ, **WRITE}), "rest-views"),
    at("api/v1/views/(?P<pk>[^/]+)", SavedViewViewSet.as_view({**READ_ONE, **WRITE_ONE}), "rest-view"),
    at("api/v1/views/(?P<pk>[^/]+)/recover", SavedViewViewSet.as_view({"post": "recover"}), "rest-view-recover"),
    at("api/v1/works", WorksViewSet.as_view({"get": "list"}), "rest-works"),
    at("api/v1/enquiries", EnquiryViewSet.as_view({**READ, **WRITE}), "rest-enquiries"),
    at("api/v1/enquiries/(?P<pk>[^/]+)", EnquiryViewSet.as_view({**READ_ONE, **WRITE_ONE}), "rest-enquiry"),
    at(r"api/v1/working-groups/(?P<group>[^/]+)/enough", EnoughViewSet.as_view({"get": "list"}), "rest-enough"),
    at("api/v1/leads", LeadViewSet.as_view({**READ}), "rest-leads"),
    at("api/v1/leads/funnel", LeadViewSet.as_view({"get": "funnel"}), "rest-leads-funnel"),
    at("api/v1/leads/searches", LeadViewSet.as_view({"post": "start"}), "rest-leads-searches"),
    at("api/v1/leads/searches/(?P<pk>[^/]+)", LeadViewSet.as_view({"get": "search"}), "rest-leads-search"),
    at("api/v1/leads/(?P<pk>[^/]+)", LeadViewSet.as_view({**READ_ONE, "patch": "partial_update"}), "rest-lead"),
    at("api/v1", RootViewSet.as_view({"get": "list"}), "rest"),
    at("api/v1/summary", SummaryViewSet.as_view({"get": "list"}), "rest-summary"),
    at("api/v1/search", SearchViewSet.as_view({"get": "list"}), "rest-search"),
    at("api/v1/openapi.json", SchemaView.as_view(), "rest-openapi"),
    at("api/docs", DocumentationView.as_view(url_name="rest-openapi"), "rest-docs"),
    *(pattern for collection in COLLECTIONS for pattern in resource(collection.id)),
    *(
        at(
            rf"api/v1/{kind}/(?P<pk>[^/]+)/comments",
            CommentViewSet.as_view({**READ, "post": "create"}, collection_id=kind),
            f"rest-{kind}-comments",
        )
        for kind in KINDS
    ),
    *(pattern for collection_id in KINDS for pattern in files_of(collection_id)),
    # What is not there is told in the same form as every other refusal.
    re_path(r"^(?:api|ogc)(?:/(?P<rest>.*))?$", errors.nothing_here, name="nothing-here"),
]

"""The whole public surface for programs on one screen. What the collections hold: api/catalogue.py."""

from django.urls import URLPattern, re_path

from api import errors, health
from api.catalogue import COLLECTIONS
from api.ogc import features, landing, tiles
from api.rest.establishments import EstablishmentViewSet
from api.rest.reading import CollectionViewSet

ID = r"(?P<collection_id>[\w-]+)"
TILE = r"(?P<z>[^/]+)/(?P<y>[^/]+)/(?P<x>[^/]+)"
LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}


def at(address: str, view: object, name: str) -> URLPattern:
    """An address that may end with a slash or without."""
    return re_path(rf"^{address}/?$", view, name=name)  # type: ignore[call-overload, no-any-return]


def readable(collection_id: str) -> list[URLPattern]:
    """The two addresses of a collection that is only read."""
    view_set = CollectionViewSet
    return [
        at(f"api/v1/{collection_id}", view_set.as_view(LIST, collection_id=collection_id), f"rest-{collection_id}"),
        at(
            rf"api/v1/{collection_id}/(?P<pk>[^/]+)",
            view_set.as_view(DETAIL, collection_id=collection_id),
            f"rest-{collection_id}-one",
        ),
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
    at(f"ogc/collections/{ID}/tiles", tiles.tilesets, "ogc-tilesets"),
    at(f"ogc/collections/{ID}/tiles/(?P<matrix_set>[^/]+)", tiles.tileset, "ogc-tileset"),
    at(f"ogc/collections/{ID}/tiles/(?P<matrix_set>[^/]+)/{TILE}", tiles.tile, "ogc-tile"),
    at("ogc/tileMatrixSets", tiles.tile_matrix_sets, "ogc-tile-matrix-sets"),
    at("ogc/tileMatrixSets/(?P<matrix_set>[^/]+)", tiles.tile_matrix_set, "ogc-tile-matrix-set"),
    # REST
    at("api/v1/establishments/near", EstablishmentViewSet.as_view({"get": "near"}), "rest-near"),
    *(pattern for collection in COLLECTIONS for pattern in readable(collection.id)),
    # What is not there is told in the same form as every other refusal.
    re_path(r"^(?:api|ogc)(?:/(?P<rest>.*))?$", errors.nothing_here, name="nothing-here"),
]

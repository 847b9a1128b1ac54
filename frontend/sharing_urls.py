"""Addresses of sharing, below the language."""

from django.urls import path

from frontend.views.sharing.drawn import picture_of_view, sheet_of_view
from frontend.views.sharing.embedding import embedded_map
from frontend.views.sharing.files import data_of_view, offline_map_of_view
from frontend.views.sharing.page import share_page

urlpatterns = [
    path("share/", share_page, name="share"),
    path("share/map.pdf", sheet_of_view, name="share-sheet"),
    path("share/map.png", picture_of_view, name="share-picture"),
    path("share/map.html", offline_map_of_view, name="share-offline-map"),
    path("embed/", embedded_map, name="embed"),
    path("share/data/<slug:name>/", data_of_view, name="share-data"),
]

"""Addresses of sharing, below the language."""

from django.urls import path

from frontend.views.sharing.files import data_of_view
from frontend.views.sharing.page import share_page

urlpatterns = [
    path("share/", share_page, name="share"),
    path("share/data/<slug:name>/", data_of_view, name="share-data"),
]

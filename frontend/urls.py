"""Addresses of the pages for people, below the language; the bare address leads to the reader's own (config/urls.py)."""

from django.urls import path

from frontend.views.map import map_page

urlpatterns = [
    path("", map_page, name="map"),
]

"""Addresses without a language: short links."""

from django.urls import path

from frontend.views.sharing.page import follow_short_link

urlpatterns = [
    path("v/<slug:code>/", follow_short_link, name="short-link"),
]

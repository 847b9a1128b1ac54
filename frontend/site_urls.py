"""Addresses without a language: short links, and what search engines and other sites ask for."""

from django.urls import path

from frontend.views.offline import service_worker
from frontend.views.search_engines import robots, sitemap, sitemap_of_collection, sitemap_of_pages
from frontend.views.sharing.embedding import oembed
from frontend.views.sharing.page import follow_short_link

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemap_of_pages, name="sitemap-pages"),
    path("sitemap-<slug:collection>-<int:part>.xml", sitemap_of_collection, name="sitemap-part"),
    path("service-worker.js", service_worker, name="service-worker"),
    path("oembed", oembed, name="oembed"),
    path("v/<slug:code>/", follow_short_link, name="short-link"),
]

"""Three doors: pages for people, interfaces for programs, the back office."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("api.urls")),
    path("", include("frontend.urls")),
]

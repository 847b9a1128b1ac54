"""Three doors: pages for people, interfaces for programs, the back office."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("api.urls")),
    path("", include("frontend.site_urls")),
    *i18n_patterns(path("", include("frontend.urls"))),
]

handler403 = "frontend.views.refusals.forbidden"
handler404 = "frontend.views.refusals.not_found"
handler500 = "frontend.views.refusals.broken"

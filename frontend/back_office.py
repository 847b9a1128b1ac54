"""The back office at /admin/: for administrators only, entered through the same door as everything else."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.views.reader import person_of
from territory.acting import acting_as, reading_as

# What the library calls its own things, in the words of this service.
JOBS = gettext_lazy("Work in the background")
JOB_TABLES = {
    "ProcrastinateJob": gettext_lazy("Tasks"),
    "ProcrastinateEvent": gettext_lazy("Steps of tasks"),
    "ProcrastinatePeriodicDefer": gettext_lazy("Regular tasks that were begun"),
    "ProcrastinateWorker": gettext_lazy("Workers"),
}


class BackOfficeSite(admin.AdminSite):
    site_header = gettext_lazy("Territory: back office")
    site_title = gettext_lazy("Back office")
    index_title = gettext_lazy("Land, people and what they place")

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators of the service; ``is_staff`` alone opens nothing (docs/permissions.md)."""
        return request.user.is_active and request.user.is_superuser

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The sections of the index; the library's own has a name that says what it holds."""
        sections = super().get_app_list(request, app_label)
        for section in sections:
            if section["app_label"] == "procrastinate":
                section["name"] = JOBS
                for table in section["models"]:
                    table["name"] = JOB_TABLES.get(table["object_name"], table["name"])
        return sections

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """``view``, telling the database who acts: what only administrators may write is written in their name."""

        @wraps(view)
        def acting(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
            if not self.has_permission(request):
                return view(request, *args, **more)
            if request.method != "POST":
                with reading_as(person_of(request)):
                    response = view(request, *args, **more)
                    # Lists ask the database while they are written.
                    return response.render() if isinstance(response, SimpleTemplateResponse) else response
            with acting_as(person_of(request), verb="back office"):
                return view(request, *args, **more)

        return super().admin_view(acting, cacheable)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Leads to the service's own sign-in, which counts attempts; tells the signed-in why they may not enter."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(_("The back office is for administrators of this service."))
        here = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(here, reverse("account_login"))

"""The page on which a region says which web sites may show the map in a frame."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.embedding.actions import allow_site, can_allow_sites, disallow_site
from territory.embedding.models import EmbeddingSite
from territory.errors import Invalid, NotAllowed


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "HEAD", "POST"])
def embedding_sites_page(request: HttpRequest) -> HttpResponse:
    """The sites of the list, and the form for another one; ``removed`` in the address offers the way back."""
    person = person_of(request)
    if not can_allow_sites(person):
        raise NotAllowed(_("Moderators of a region and administrators say which sites may show the map."))
    context: dict[str, Any] = {"removed": request.GET.get("removed", "")[:200]}
    if request.method == "POST":
        typed = request.POST.get("origin", "")
        try:
            site = allow_site(person, typed)
            messages.success(request, _("%(site)s may show the map now.") % {"site": site})
            return redirect("embedding-sites")
        except Invalid as refusal:
            context = {"problem": str(refusal), "typed": typed}
    context |= {"sites": EmbeddingSite.objects.select_related("added_by"), "by_setting": settings.EMBEDDING_SITES}
    return render(request, "frontend/embedding_sites.html", context, status=422 if "problem" in context else 200)


@login_required
@refusals_as_pages
@require_POST
def remove_embedding_site(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a site off the list."""
    site = get_object_or_404(EmbeddingSite, pk=pk)
    origin = site.origin
    disallow_site(person_of(request), site)
    response = redirect("embedding-sites")
    response["Location"] += f"?removed={origin}"
    return response

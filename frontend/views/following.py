"""What a person follows: the page to manage it, and the buttons on the pages of communes, parks and themes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.following import AreaForm
from frontend.news_texts import absolute
from frontend.views.numbers import number_in
from frontend.views.reader import person_of
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from territory.alerts.following import change_rhythm, duties_of, follow, follow_area, key_of, reset_key, stop
from territory.alerts.models import Channel, Rhythm, Subject, Subscription
from territory.contributions.models import Theme
from territory.errors import Invalid

FOLLOWED: dict[str, Any] = {Subject.COMMUNE: Commune, Subject.PARK: BusinessPark, Subject.THEME: Theme}


@login_required
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Everything the person follows, with rhythm and way, and the secret addresses."""
    reader = person_of(request)
    wishes = Subscription.objects.filter(reader=reader).exclude(subject=Subject.DUTIES)
    wishes = wishes.select_related("commune", "park", "theme")
    followed_themes = {wish.theme_id for wish in wishes}
    key = key_of(reader)
    return render(
        request,
        "frontend/alerts/following.html",
        {
            "duties": duties_of(reader),
            "wishes": wishes,
            "themes": [theme for theme in Theme.objects.all() if theme.pk not in followed_themes],
            "rhythms": Rhythm.choices,
            "channels": Channel.choices,
            "feed_address": absolute(reverse("secret-feed", args=[key])),
            "calendar_address": absolute(reverse("secret-calendar", args=[key])),
            "calendars": [(wish, absolute(reverse("one-calendar", args=[key, wish.pk]))) for wish in wishes],
        },
    )


@login_required
@require_POST
def start_following(request: HttpRequest) -> HttpResponse:
    """Follows a commune, park or theme and returns to the page with the button."""
    subject = request.POST.get("subject", "")
    thing = get_object_or_404(FOLLOWED.get(subject, Theme), pk=number_in(request.POST.get("pk", "")))
    wish = follow(person_of(request), subject if subject in FOLLOWED else Subject.THEME, thing)
    messages.success(
        request,
        _("You follow %(name)s now: once a day by e-mail, and in your news.") % {"name": wish},
    )
    return _back(request)


@login_required
@require_http_methods(["GET", "POST"])
def follow_drawn_area(request: HttpRequest) -> HttpResponse:
    """The form with the map for an area of one's own."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = follow_area(person_of(request), form.cleaned_data["name"], form.cleaned_data["location"])
        except Invalid as refusal:
            for sentence in refusal.problems["area"]:
                form.add_error("location", sentence)
        else:
            messages.success(
                request, _("You follow %(name)s now: once a day by e-mail, and in your news.") % {"name": wish}
            )
            return redirect("following")
    return render(request, "frontend/alerts/follow_area.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def change_following(request: HttpRequest, pk: int) -> HttpResponse:
    """Another rhythm or way, or the end of it; number 0 is what concerns one's own contributions."""
    reader = person_of(request)
    wish = duties_of(reader) if pk == 0 else get_object_or_404(Subscription, pk=pk, reader=reader)
    if pk and "stop" in request.POST:
        name = str(wish)
        stop(wish)
        messages.success(request, _("You no longer follow %(name)s.") % {"name": name})
        return _back(request)
    try:
        change_rhythm(wish, request.POST.get("rhythm", ""), request.POST.get("channel", ""))
        messages.success(request, _("Saved."))
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect("following")


@login_required
@require_POST
def new_secret_address(request: HttpRequest) -> HttpResponse:
    """Makes new addresses for feed and calendar; the old ones end."""
    reset_key(person_of(request))
    messages.success(request, _("You have new addresses; the old ones lead nowhere now."))
    return redirect("following")


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the button was on, if it is ours."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return redirect(address)
    return redirect("following")

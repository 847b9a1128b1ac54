"""Feeds and calendars: for everyone what is public, and under a secret address what one person follows."""

from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.calendars import calendar_of, phases_hindering, phases_in, things_in
from frontend.news_texts import absolute, news_item, news_items
from frontend.views.works import SUBJECTS
from layers.communes.models import Commune
from territory.alerts.audience import KINDS
from territory.alerts.models import FeedKey, Notification, Subject, Subscription, Why
from territory.contributions.models import Theme
from territory.happenings.models import Happening, What
from territory.people.models import User

FEED_LENGTH = 50  # entries


def _atom(title: str, address: str, entries: Iterable[tuple[str, Any]]) -> HttpResponse:
    """An Atom feed; ``entries``: a lasting id and the news of each."""
    feed = Atom1Feed(
        title=title, link=absolute("/"), description="", language=get_language(), feed_url=absolute(address)
    )
    for unique_id, item in entries:
        feed.add_item(
            title=item.sentence,
            link=absolute(item.path),
            # Atom's summary is HTML, what somebody wrote is text.
            description=linebreaks(item.reason or item.kind, autoescape=True),
            unique_id=unique_id,
            pubdate=item.happened_at,
            updateddate=item.happened_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def as_calendar(content: bytes) -> HttpResponse:
    """An iCalendar file as an answer."""
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def reader_with(key: str) -> User:
    """The person whose secret key this is. Raises Http404."""
    return get_object_or_404(FeedKey.objects.select_related("reader"), key=key, reader__is_active=True).reader


@require_safe
def secret_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What one person was told, as Atom, in the language they chose."""
    reader = reader_with(key)
    rows = Notification.objects.filter(reader=reader).select_related("happening")[:FEED_LENGTH]
    with translation.override(reader.language):
        pairs = news_items(list(rows))
        entries = [(absolute(f"/happenings/{row.happening_id}"), item) for row, item in pairs]
        return private(_atom(_("News of the map for %(name)s") % {"name": reader.name}, request.path, entries))


@require_safe
def secret_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """Everything dated in what one person follows."""
    reader = reader_with(key)
    wishes = Subscription.objects.filter(reader=reader).select_related("commune", "park", "theme")
    return _subscribed(reader, list(wishes), _("What I follow on the map"))


@require_safe
def one_calendar(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Everything dated in one thing that a person follows."""
    reader = reader_with(key)
    wish = get_object_or_404(Subscription, pk=pk, reader=reader)
    return _subscribed(reader, [wish], str(wish))


def _subscribed(reader: User, wishes: list[Subscription], name: str) -> HttpResponse:
    with translation.override(reader.language):
        phases: dict[int, Any] = {}
        things: dict[tuple[str, int], Any] = {}
        for wish in wishes:
            if wish.subject == Subject.DUTIES:
                continue
            place = _place_of(wish)
            if place is not None:
                phases |= {phase.pk: phase for phase in phases_in(place)}
            found = things_in(place, wish.theme)
            things |= {(thing._meta.label, thing.pk): thing for thing in found}
        return private(as_calendar(calendar_of(name, phases.values(), things.values())))


def _place_of(wish: Subscription) -> GEOSGeometry | None:
    if wish.commune:
        return wish.commune.boundary
    if wish.park:
        return wish.park.footprint
    return wish.area


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache between us and the reader, found by no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def commune_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The construction phases of a commune, for everyone."""
    commune = get_object_or_404(Commune, pk=pk)
    name = _("Works in %(commune)s") % {"commune": commune}
    return as_calendar(calendar_of(name, phases_in(commune.boundary), []))


@require_safe
def works_calendar(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The works that hinder somebody on the way to a park, a group or an establishment, for everyone."""
    model, make = SUBJECTS[collection]
    thing = get_object_or_404(model, pk=pk)
    name = _("Works that hit %(place)s") % {"place": thing}
    return as_calendar(calendar_of(name, phases_hindering(make(thing).area), []))


@require_safe
def commune_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was published in a commune, for everyone."""
    commune = get_object_or_404(Commune, pk=pk)
    published = Happening.objects.filter(what=What.PUBLISHED, location__intersects=commune.boundary)
    return _published(request, published, _("New on the map: %(name)s") % {"name": commune})


@require_safe
def theme_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What was published about a theme, for everyone."""
    theme = get_object_or_404(Theme, code=code)
    published = Happening.objects.filter(what=What.PUBLISHED, theme_code=theme.code)
    return _published(request, published, _("New on the map: %(name)s") % {"name": theme})


def _published(request: HttpRequest, happenings: Any, title: str) -> HttpResponse:
    """Those whose thing is public still, each once."""
    newest = list(happenings[: 2 * FEED_LENGTH])
    public = {
        kind: set(model._default_manager.public().filter(pk__in=numbers).values_list("pk", flat=True))
        for kind, model in KINDS.items()
        if (numbers := {each.object_id for each in newest if each.kind == kind})
    }
    # Published again after a change, a thing has several: the newest stands.
    each_once = {(each.kind, each.object_id): each for each in reversed(newest) if each.object_id in public[each.kind]}
    shown = sorted(each_once.values(), key=lambda each: -each.pk)[:FEED_LENGTH]
    entries = [(absolute(f"/happenings/{each.pk}"), news_item(each, Why.FOLLOWS)) for each in shown]
    return _atom(title, request.path, entries)

"""Dated things as an iCalendar file (RFC 5545): construction phases, and what people placed with a period."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from frontend.news_texts import absolute
from frontend.templatetags.objects import object_url
from layers.construction_zones.models import ConstructionPhase
from layers.crs import in_lonlat
from territory.alerts.audience import KINDS
from territory.contributions.models import Contribution, Theme
from territory.meetings.models import Decision, Meeting
from territory.works.phases import works_around

BACK_DAYS = 365  # what ended longer ago is not listed
USUAL_LENGTH = datetime.timedelta(hours=1)  # of a meeting whose end is not known
AHEAD_DAYS = 3 * 365
EACH = 500  # things a kind, the latest first


def phases_in(place: GEOSGeometry) -> list[ConstructionPhase]:
    """Construction phases at least partly in ``place`` (storage CRS)."""
    rows = ConstructionPhase.objects.filter(_not_long_over(), footprint__intersects=place)
    return list(rows.exclude(footprint__touches=place).select_related("zone").order_by("-starts_on")[:EACH])


def phases_hindering(place: GEOSGeometry) -> list[ConstructionPhase]:
    """Construction phases that hinder somebody on the way to ``place``: the same as on its page about works."""
    today = timezone.localdate()
    first, last = today - datetime.timedelta(days=BACK_DAYS), today + datetime.timedelta(days=AHEAD_DAYS)
    works, _has_more = works_around(place, first, last, today)
    return [each.phase for each in works]


def things_in(place: GEOSGeometry | None, theme: Theme | None) -> list[Contribution]:
    """Published things with a first day, at least partly in ``place`` (storage CRS) or about ``theme``."""
    found: list[Contribution] = []
    for kind in KINDS.values():
        rows = kind._default_manager.public().filter(_not_long_over(), starts_on__isnull=False)
        rows = rows.filter(location__intersects=place) if place is not None else rows.filter(theme=theme)
        found += rows.order_by("-starts_on")[:EACH]
    return found


def calendar_of(name: str, phases: Iterable[ConstructionPhase], things: Iterable[Contribution]) -> bytes:
    """The calendar file, in the language in use."""
    calendar = _empty(name)
    for phase in phases:
        calendar.add_component(_phase_event(phase))
    for thing in things:
        calendar.add_component(_thing_event(thing))
    return bytes(calendar.to_ical())


def calendar_of_group(
    name: str, meetings: Iterable[Meeting], decisions: Iterable[Decision], phases: Iterable[ConstructionPhase]
) -> bytes:
    """The calendar of those who take part in a group, in the language in use."""
    calendar = _empty(name)
    for meeting in meetings:
        calendar.add_component(_meeting_event(meeting))
    for decision in decisions:
        calendar.add_component(_decision_event(decision))
    for phase in phases:
        calendar.add_component(_phase_event(phase))
    return bytes(calendar.to_ical())


def _meeting_event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", _uid(f"meeting-{meeting.pk}"))
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.starts_at.astimezone(datetime.UTC))
    event.add("dtend", (meeting.ends_at or meeting.starts_at + USUAL_LENGTH).astimezone(datetime.UTC))
    event.add("url", absolute(reverse("meeting", args=[meeting.pk])))
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.agenda:
        event.add("description", meeting.agenda)
    event.add("dtstamp", meeting.updated_at.astimezone(datetime.UTC))
    event.add("sequence", meeting.version)
    return event


def _decision_event(decision: Decision) -> Event:
    assert decision.due_on is not None
    event = Event()
    event.add("uid", _uid(f"decision-{decision.pk}"))
    event.add("summary", _("Due: %(text)s (%(owner)s)") % {"text": decision.text, "owner": decision.owner})
    event.add("dtstart", decision.due_on)
    event.add("dtend", decision.due_on + datetime.timedelta(days=1))
    event.add("url", absolute(reverse("meeting", args=[decision.meeting_id])))
    event.add("dtstamp", decision.meeting.updated_at.astimezone(datetime.UTC))
    event.add("transp", "TRANSPARENT")
    return event


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Territory//Territory 1.0//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    return calendar


def _uid(name: str) -> str:
    return f"{name}@{settings.BASE_URL.split('://')[-1].split('/')[0]}"


def _not_long_over() -> Q:
    long_ago = datetime.date.today() - datetime.timedelta(days=BACK_DAYS)  # noqa: DTZ011  a year or a day more
    return Q(ends_on__isnull=True) | Q(ends_on__gte=long_ago)


def _phase_event(phase: ConstructionPhase) -> Event:
    event = _event(f"phase-{phase.pk}", f"{phase.zone} – {phase.title}", phase)
    event.add("url", absolute(reverse("object", args=["construction-zones", phase.zone_id])))
    note = str(phase.get_certainty_display())
    if phase.ends_on is None:
        note += ". " + _("The end is not known; only the first day is shown.")
    event.add("description", note)
    event.add("geo", _middle(phase.footprint))
    event.add("dtstamp", datetime.datetime.combine(phase.zone.release.released_on, datetime.time(), datetime.UTC))
    return event


def _thing_event(thing: Contribution) -> Event:
    event = _event(f"{thing._meta.model_name}-{thing.pk}", str(thing), thing)
    event.add("url", absolute(object_url(thing)))
    if thing.summary:
        event.add("description", thing.summary)
    event.add("geo", _middle(thing.location))
    event.add("dtstamp", thing.updated_at.astimezone(datetime.UTC))
    event.add("sequence", thing.version)
    return event


def _event(uid: str, title: str, dated: Any) -> Event:
    """Whole days; the end of an event is the day after its last (RFC 5545, 3.6.1)."""
    event = Event()
    event.add("uid", _uid(uid))
    event.add("summary", title, parameters={"LANGUAGE": get_language() or "en"})
    event.add("dtstart", dated.starts_on)
    event.add("dtend", (dated.ends_on or dated.starts_on) + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # nobody is busy because a road is closed
    return event


def _middle(place: GEOSGeometry) -> tuple[float, float]:
    """Latitude and longitude in degrees, as RFC 5545 wants them."""
    middle = in_lonlat(place).centroid
    return (round(middle.y, 6), round(middle.x, 6))

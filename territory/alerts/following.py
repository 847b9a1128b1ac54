"""Following and no longer following: one function per verb."""

import secrets
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from layers.communes.models import Commune
from layers.crs import STORAGE_REACH, in_lonlat, in_storage_crs
from territory.acting import acting_as
from territory.alerts.models import Channel, FeedKey, Rhythm, Subject, Subscription
from territory.errors import Invalid
from territory.people.models import User

AREAS_EACH = 20  # areas one person may follow: each is compared with whatever happens
CORNERS_EACH = 2_000  # corners of such an area
LARGEST_AREA_KM2 = 10_000  # the country has 2 586


def follow(reader: User, subject: str, thing: Any) -> Subscription:
    """The subscription of ``reader`` to a commune, park or theme; the one that is there, where there is one."""
    name = {Subject.COMMUNE: "commune", Subject.PARK: "park", Subject.THEME: "theme"}[Subject(subject)]
    with acting_as(reader, verb="follow"):
        return Subscription.objects.get_or_create(reader=reader, subject=subject, **{name: thing})[0]


def follow_area(reader: User, name: str, area: GEOSGeometry) -> Subscription:
    """The new subscription to ``area`` (any CRS, named). Raises Invalid."""
    if area.geom_type not in {"Polygon", "MultiPolygon"} or area.empty:
        raise Invalid({"area": [_("Draw an area: three corners or more.")]})
    if not STORAGE_REACH.covers(in_lonlat(area).envelope):
        raise Invalid({"area": [_("Draw an area inside the communes of the map.")]})
    placed = in_storage_crs(area)
    if not placed.valid:
        raise Invalid({"area": [_("The outline crosses itself. Draw it so that it does not.")]})
    if placed.num_coords > CORNERS_EACH:
        raise Invalid({"area": [_("At most %(count)d corners, please.") % {"count": CORNERS_EACH}]})
    if not Commune.objects.touching(placed).exists() or placed.area > LARGEST_AREA_KM2 * 1_000_000:
        raise Invalid({"area": [_("Draw an area inside the communes of the map.")]})
    with acting_as(reader, verb="follow"):
        User.objects.select_for_update().get(pk=reader.pk)
        if Subscription.objects.filter(reader=reader, subject=Subject.AREA).count() >= AREAS_EACH:
            raise Invalid({"area": [_("You follow %(count)d areas already; stop one first.") % {"count": AREAS_EACH}]})
        return Subscription.objects.create(
            reader=reader, subject=Subject.AREA, area=placed, area_name=name.strip()[:100]
        )


def duties_of(reader: User) -> Subscription:
    """How ``reader`` wants to hear of what waits for them: stored, or as it is for everybody (not stored)."""
    stored = Subscription.objects.filter(reader=reader, subject=Subject.DUTIES).first()
    return stored or Subscription(reader=reader, subject=Subject.DUTIES, rhythm=Rhythm.AT_ONCE)


def change_rhythm(wish: Subscription, rhythm: str, channel: str) -> Subscription:
    """``wish`` as stored with another rhythm and channel. Raises Invalid."""
    if rhythm not in Rhythm.values or channel not in Channel.values:
        raise Invalid({"rhythm": [_("Choose one of the rhythms and one of the ways.")]})
    wish.rhythm, wish.channel = rhythm, channel
    with acting_as(wish.reader, verb="change rhythm"):
        wish.save()
    return wish


def stop(wish: Subscription) -> None:
    """Ends the subscription; what was told stays told."""
    if wish.pk:
        with acting_as(wish.reader, verb="stop following"):
            wish.delete()


def key_of(reader: User) -> str:
    """The secret key of the person's feed and calendar; made when first asked for."""
    with acting_as(reader, verb="make secret address"):
        return FeedKey.objects.get_or_create(reader=reader, defaults={"key": secrets.token_urlsafe(32)})[0].key


def reset_key(reader: User) -> str:
    """A new key; the old addresses lead nowhere from now on."""
    key = secrets.token_urlsafe(32)
    with acting_as(reader, verb="make secret address"):
        FeedKey.objects.update_or_create(reader=reader, defaults={"key": key})
    return key

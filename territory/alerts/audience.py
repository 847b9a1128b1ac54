"""Who is told of what, as one table, and how the people in it are found."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q, QuerySet
from django.utils import timezone

from layers.communes.models import Commune
from territory.alerts.models import Channel, Rhythm, Subject, Subscription, Why
from territory.consents.asking import ANSWERING
from territory.consents.models import Consent
from territory.contributions.models import Contribution, State
from territory.contributions.moderation import organisations_moderating
from territory.contributions.rules import WRITERS
from territory.cooperation.models import CooperationProject
from territory.happenings.models import Happening, What
from territory.initiatives.models import LocalInitiative
from territory.organisations.answering import editors_answering_for
from territory.organisations.models import Membership, Organisation
from territory.organisations.roles import Role
from territory.people.models import User
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup
from territory.working_groups.people import organisations_in

# docs/domain.md says the same under "Who is told"; tests/territory/alerts/test_telling.py compares the two.
WHO_IS_TOLD: dict[str, tuple[Why, ...]] = {
    What.DRAFT: (),
    What.SUBMITTED: (Why.DECIDES,),
    What.CHANGES_REQUESTED: (Why.WRITES,),
    What.PUBLISHED: (Why.WRITES, Why.FOLLOWS),
    What.ARCHIVED: (Why.WRITES,),
    What.STAGE: (Why.WRITES, Why.FOLLOWS),
    What.WAITS_AGAIN: (Why.WRITES, Why.DECIDES),
    What.CONSENT_ASKED: (Why.ASKED,),
    What.CONSENT_GIVEN: (Why.WRITES, Why.DECIDES),
    What.CONSENT_REFUSED: (Why.WRITES, Why.DECIDES),
    What.STARTS_SOON: (Why.FOLLOWS,),
    What.MEETING: (Why.TAKES_PART,),
    What.DECISION: (Why.TAKES_PART,),
    What.DECISION_DUE: (Why.TAKES_PART,),
    What.SUGGESTED: (Why.DECIDES,),
    What.COMMENTED: (Why.WRITES, Why.FOLLOWS),
    What.COMMENT_WAITS: (Why.WRITES,),
}
KINDS: dict[str, type[Contribution]] = {
    str(kind._meta.model_name): kind for kind in (LocalInitiative, CooperationProject, PooledService)
}
SOONEST_FIRST = (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY)


@dataclass(frozen=True)
class Told:
    """One person, in one quality. ``mail_rhythm`` is empty where no mail is wanted."""

    reader_id: int
    why: Why
    is_listed: bool
    mail_rhythm: str
    subscription_id: int | None = None


def told_of(happening: Happening) -> list[Told]:
    """Everybody to be told of ``happening``, each once, in the quality that the table names first.

    Nobody is told of their own deed, of what was before they joined, or of what no longer stands.
    """
    thing = thing_of(happening)
    if happening.kind in KINDS and not _still_stands(happening, thing):
        return []
    found: dict[int, Told] = {}
    for why in WHO_IS_TOLD[happening.what]:
        for told in _FINDERS[why](happening, thing):
            found.setdefault(told.reader_id, told)
    present = set(
        User.objects.filter(pk__in=list(found), is_active=True, joined_at__lte=happening.happened_at)
        .exclude(pk=happening.actor_id or 0)
        .values_list("pk", flat=True)
    )
    return [told for told in found.values() if told.reader_id in present]


def thing_of(happening: Happening) -> Contribution | None:
    """The contribution that ``happening`` is about, as it is now; None where it is gone or is none."""
    kind = KINDS.get(happening.kind)
    return kind._default_manager.filter(pk=happening.object_id).first() if kind else None


def _still_stands(happening: Happening, thing: Contribution | None) -> bool:
    if thing is None:
        return False
    if happening.what in State.values:
        return thing.state == happening.what
    return thing.state == State.PUBLISHED or Why.FOLLOWS not in WHO_IS_TOLD[happening.what]


def _deciders(happening: Happening, _thing: Contribution | None) -> Iterable[Told]:
    today = timezone.localdate()
    if happening.what == What.SUGGESTED:
        commune = Commune.objects.valid_on(today).touching(happening.location).order_by("pk").first()
        return _by_duty(Why.DECIDES, editors_answering_for(commune, today) if commune else set())
    organisations = organisations_moderating(happening.location, today)
    return _by_duty(Why.DECIDES, _holders(organisations, [Role.REGIONAL_MODERATOR], today))


def _asked(happening: Happening, thing: Contribution | None) -> Iterable[Told]:
    """Who answers for the authority that is asked, while it has not answered."""
    if thing is None:
        return []
    waiting = Consent.objects.of(thing).waiting().filter(organisation__slug=happening.detail)
    organisations = list(waiting.values_list("organisation", flat=True))
    return _by_duty(Why.ASKED, _holders(organisations, ANSWERING, timezone.localdate()))


def _writers(happening: Happening, thing: Contribution | None) -> Iterable[Told]:
    if thing is None:
        return []
    return _by_duty(Why.WRITES, _holders([thing.owner_id], WRITERS[happening.kind], timezone.localdate()))


def _those_taking_part(happening: Happening, _thing: Contribution | None) -> Iterable[Told]:
    group = WorkingGroup.objects.filter(pk=happening.object_id).first()
    if group is None:
        return []
    today = timezone.localdate()
    return _by_duty(Why.TAKES_PART, _holders(organisations_in(group), Role.values, today))


def _holders(organisations: Iterable[Organisation | int], roles: Iterable[str], day: datetime.date) -> set[int]:
    memberships = Membership.objects.valid_on(day).filter(organisation__in=organisations, role__in=roles)
    return set(memberships.values_list("user_id", flat=True))


def _by_duty(why: Why, reader_ids: set[int]) -> Iterable[Told]:
    """At once and over both channels, unless the person chose otherwise."""
    chosen = {
        wish.reader_id: wish for wish in Subscription.objects.filter(subject=Subject.DUTIES, reader__in=reader_ids)
    }
    for reader_id in sorted(reader_ids):
        wish = chosen.get(reader_id)
        if wish is None:
            yield Told(reader_id, why, is_listed=True, mail_rhythm=Rhythm.AT_ONCE)
        else:
            yield _as_wished(wish, why)


def _followers(happening: Happening, _thing: Contribution | None) -> Iterable[Told]:
    """Each follower once: listed if one of the subscriptions lists it, mailed in the soonest rhythm of them."""
    best: dict[int, Told] = {}
    for wish in subscriptions_to(happening.location, happening.theme_code):
        told = _as_wished(wish, Why.FOLLOWS)
        known = best.get(told.reader_id)
        if known is not None:
            sooner = min(known, told, key=lambda each: _place_of(each.mail_rhythm))
            told = Told(
                told.reader_id,
                Why.FOLLOWS,
                is_listed=known.is_listed or told.is_listed,
                mail_rhythm=sooner.mail_rhythm,
                subscription_id=sooner.subscription_id,
            )
        best[told.reader_id] = told
    return best.values()


def subscriptions_to(location: GEOSGeometry, theme_code: str = "") -> QuerySet[Subscription]:
    """Subscriptions that a thing at ``location`` (storage CRS) with that theme belongs to."""
    wanted = (
        Q(subject=Subject.COMMUNE, commune__boundary__intersects=location)
        | Q(subject=Subject.PARK, park__footprint__intersects=location)
        | Q(subject=Subject.AREA, area__intersects=location)
    )
    if theme_code:
        wanted |= Q(subject=Subject.THEME, theme__code=theme_code)
    return Subscription.objects.filter(wanted).order_by("pk")


def _as_wished(wish: Subscription, why: Why) -> Told:
    return Told(
        wish.reader_id,
        why,
        is_listed=wish.channel != Channel.MAIL,
        mail_rhythm="" if wish.channel == Channel.NEWS else wish.rhythm,
        subscription_id=wish.pk,
    )


def _place_of(rhythm: str) -> int:
    return SOONEST_FIRST.index(Rhythm(rhythm)) if rhythm else len(SOONEST_FIRST)


_FINDERS: dict[Why, Callable[[Happening, Contribution | None], Iterable[Told]]] = {
    Why.DECIDES: _deciders,
    Why.ASKED: _asked,
    Why.WRITES: _writers,
    Why.FOLLOWS: _followers,
    Why.TAKES_PART: _those_taking_part,
}

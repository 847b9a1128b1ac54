"""What happened, in the sentences that people are told: in the list of news, in mails and in feeds."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.map_collections import MAP_COLLECTIONS
from frontend.templatetags.quantities import day
from layers.construction_zones.models import ConstructionPhase
from territory.alerts.models import Notification, Why
from territory.contributions.models import Stage
from territory.happenings.models import Happening, What
from territory.organisations.models import Organisation

SENTENCES: dict[tuple[str, str], Promise] = {
    (What.SUBMITTED, Why.DECIDES): _("“%(title)s” waits for your decision."),
    (What.CHANGES_REQUESTED, Why.WRITES): _("“%(title)s” came back for changes."),
    (What.PUBLISHED, Why.WRITES): _("“%(title)s” is published: everyone sees it on the map now."),
    (What.PUBLISHED, Why.FOLLOWS): _("New on the map: “%(title)s”."),
    (What.ARCHIVED, Why.WRITES): _("“%(title)s” is archived: it is no longer on the public map."),
    (What.STAGE, Why.WRITES): _("“%(title)s” is now in this stage: %(detail)s."),
    (What.STAGE, Why.FOLLOWS): _("“%(title)s” is now in this stage: %(detail)s."),
    (What.WAITS_AGAIN, Why.WRITES): _(
        "“%(title)s” now reaches onto land of others: it is public again once they consent."
    ),
    (What.WAITS_AGAIN, Why.DECIDES): _("“%(title)s” now reaches onto land of others and waits for them."),
    (What.CONSENT_ASKED, Why.ASKED): _("“%(title)s” reaches onto your land and waits for your consent."),
    (What.CONSENT_GIVEN, Why.WRITES): _("%(detail)s consents to “%(title)s”."),
    (What.CONSENT_GIVEN, Why.DECIDES): _("%(detail)s consents to “%(title)s”."),
    (What.CONSENT_REFUSED, Why.WRITES): _("%(detail)s refuses its consent to “%(title)s”."),
    (What.CONSENT_REFUSED, Why.DECIDES): _("%(detail)s refuses its consent to “%(title)s”."),
    (What.STARTS_SOON, Why.FOLLOWS): _("Works begin on %(detail)s: “%(title)s”."),
    (What.COMMENTED, Why.WRITES): _("A new comment on “%(title)s”."),
    (What.COMMENTED, Why.FOLLOWS): _("A new comment on “%(title)s”."),
    (What.COMMENT_WAITS, Why.WRITES): _("A comment on “%(title)s” waits for somebody to look at it."),
    (What.MEETING, Why.TAKES_PART): _("%(title)s meets on %(detail)s."),
    (What.DECISION, Why.TAKES_PART): _("%(title)s wrote down a decision on %(detail)s."),
    (What.DECISION_DUE, Why.TAKES_PART): _("%(title)s: a decision is due on %(detail)s."),
    (What.SUGGESTED, Why.DECIDES): _("A visitor wrote to %(title)s: it waits for your answer."),
}
# Of these the detail begins with a day.
DATED = {What.STARTS_SOON, What.MEETING, What.DECISION, What.DECISION_DUE}
# Of these it names an organisation.
ANSWERED = {What.CONSENT_ASKED, What.CONSENT_GIVEN, What.CONSENT_REFUSED}
COLLECTION_OF_KIND = {str(collection.model._meta.model_name): collection for collection in MAP_COLLECTIONS}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class NewsItem:
    """One happening as somebody is told of it. ``path``: the page of the thing, without the host."""

    sentence: str
    kind: str
    reason: str
    path: str
    happened_at: datetime.datetime


@dataclass(frozen=True)
class _Named:
    """What the words name besides the thing: the zone of each phase, organisations by their short name."""

    zone_of_phase: dict[int, int]
    organisations: dict[str, Organisation]


def news_item(happening: Happening, why: str) -> NewsItem:
    """``happening`` in words of the language in use."""
    return _in_words(happening, why, _named_in([happening]))


def news_items(notifications: list[Notification]) -> list[tuple[Notification, NewsItem]]:
    """Each notification with its words; without those whose thing has gone meanwhile."""
    happenings = [each.happening for each in notifications]
    named, there = _named_in(happenings), _still_there(happenings)
    return [
        (each, _in_words(happening, each.why, named))
        for each, happening in zip(notifications, happenings, strict=True)
        if happening.what == What.SUGGESTED or (happening.kind, happening.object_id) in there
    ]


def absolute(path: str) -> str:
    """``path`` with the host people reach the service under."""
    return f"{settings.BASE_URL}{path}"


def _in_words(happening: Happening, why: str, named: _Named) -> NewsItem:
    if happening.what == What.SUGGESTED:
        # Only those who decide may read it, so nothing of it is read here.
        return NewsItem(
            sentence=str(SENTENCES[happening.what, why]) % {"title": _title(happening)},
            kind=str(_("suggestion")),
            reason="",
            path=reverse("suggestion", args=[happening.object_id]),
            happened_at=happening.happened_at,
        )
    zone_id = named.zone_of_phase[happening.object_id] if happening.what == What.STARTS_SOON else None
    collection = COLLECTION_OF_KIND["constructionzone" if zone_id else happening.kind]
    words = {"title": _title(happening), "detail": _detail(happening, named)}
    return NewsItem(
        sentence=str(SENTENCES[happening.what, why]) % words,
        kind=str(collection.one),
        reason=happening.reason,
        path=reverse("object", args=[collection.id, zone_id or happening.object_id]),
        happened_at=happening.happened_at,
    )


def _named_in(happenings: list[Happening]) -> _Named:
    phases = {each.object_id for each in happenings if each.what == What.STARTS_SOON}
    slugs = {each.detail for each in happenings if each.what in ANSWERED}
    return _Named(
        dict(ConstructionPhase.objects.filter(pk__in=phases).values_list("pk", "zone_id")) if phases else {},
        {each.slug: each for each in Organisation.objects.filter(slug__in=slugs)} if slugs else {},
    )


def _still_there(happenings: Iterable[Happening]) -> set[tuple[str, int]]:
    """Kind and number of those things that are stored still."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for happening in happenings:
        if happening.what != What.SUGGESTED:
            numbers[happening.kind].add(happening.object_id)
    found = set()
    for kind, wanted in numbers.items():
        collection = COLLECTION_OF_KIND.get(kind)
        model: Any = collection.model if collection else ConstructionPhase
        stored = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
        found |= {(kind, number) for number in stored}
    return found


def _title(happening: Happening) -> str:
    """In the language in use, else in the next one there is, as everywhere."""
    language = translation.get_language() or ""
    for code in (language, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES.get(language, ()), *LANGUAGES):
        if happening.titles.get(code):
            return str(happening.titles[code])
    return ""


def _detail(happening: Happening, named: _Named) -> str:
    if happening.what in DATED:
        return day(datetime.date.fromisoformat(happening.detail.split()[0]))
    if happening.what in ANSWERED:
        return str(named.organisations.get(happening.detail, happening.detail))
    return str(dict(Stage.choices).get(happening.detail, happening.detail))

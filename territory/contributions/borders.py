"""What reaches onto the land of others: whom it needs, who is still missing, in words."""

from collections.abc import Collection, Sequence
from typing import cast

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from territory.consents.asking import ANSWERING
from territory.consents.models import Answer, Consent
from territory.consents.parts import Part, parts_beyond, parts_lacking_consent
from territory.contributions.models import Contribution, State
from territory.contributions.place import depth_beyond
from territory.contributions.rules import OPEN_FOR_ANSWERS, can_moderate
from territory.contributions.standing import standing_of
from territory.contributions.trash import placed_kinds
from territory.organisations.models import Mandate, Organisation
from territory.people.models import User


def lacking_consents(thing: Contribution) -> list[Part]:
    """The parts of ``thing``, as it is in memory, that no consent covers."""
    return parts_lacking_consent(str(thing._meta.model_name), thing.pk, thing.owner_id, thing.location)


def current_consents(thing: Contribution) -> list[Consent]:
    """What those whose land ``thing`` touches were asked and said, the first one asked first."""
    return list(Consent.objects.of(thing).current().select_related("organisation", "commune", "answered_by"))


def asked_of(person: User) -> list[tuple[Consent, Contribution]]:
    """What waits for the answer of authorities that ``person`` speaks for, the longest waiting first.

    Not for administrators, who speak for all: their list would be everybody's.
    """
    answering = standing_of(person).organisations_as(ANSWERING)
    waiting = Consent.objects.asked_of(answering).waiting().select_related("commune", "organisation")
    return _with_things(list(waiting.order_by("asked_at", "pk")), OPEN_FOR_ANSWERS)


def consents_concerning(person: User) -> QuerySet[Consent]:
    """Current consents that ``person`` may answer, and those to things of their organisations; the newest first."""
    standing = standing_of(person)
    wanted = Q(organisation__in=standing.organisations_as(ANSWERING))
    for kind in placed_kinds():
        own = kind._default_manager.filter(owner__in=standing.organisation_ids, trashed_at__isnull=True)
        wanted |= Q(kind=kind._meta.model_name, object_id__in=own.values("pk"))
    rows = Consent.objects.current().filter(wanted).order_by("-asked_at", "-pk")
    return cast("QuerySet[Consent]", rows.select_related("commune", "organisation"))


def things_of(consents: Sequence[Consent], reader: User) -> dict[tuple[str, int], Contribution]:
    """What these consents are about, by kind and number, as far as ``reader`` may see it; one query a kind."""
    found: dict[tuple[str, int], Contribution] = {}
    for kind in placed_kinds():
        name = str(kind._meta.model_name)
        wanted = {consent.object_id for consent in consents if consent.kind == name}
        if wanted:
            rows = kind._default_manager.visible_to(reader).filter(pk__in=wanted)
            found |= {(name, thing.pk): thing for thing in rows.select_related("theme", "owner")}
    return found


def held_up(person: User) -> dict[Contribution, list[Consent]]:
    """Submitted things of the person's organisations, or of their moderation, that lack a yes; with those consents."""
    standing = standing_of(person)
    lacking = Consent.objects.current().exclude(answer=Answer.CONSENTS).select_related("commune", "organisation")
    found: dict[Contribution, list[Consent]] = {}
    for consent, thing in _with_things(list(lacking.order_by("asked_at", "pk")), {State.SUBMITTED}):
        if thing.owner_id in standing.organisation_ids or can_moderate(person, thing):
            found.setdefault(thing, []).append(consent)
    return found


def _with_things(consents: list[Consent], states: Collection[str]) -> list[tuple[Consent, Contribution]]:
    things: dict[tuple[str, int], Contribution] = {}
    for kind in placed_kinds():
        name = str(kind._meta.model_name)
        wanted = {consent.object_id for consent in consents if consent.kind == name}
        rows = kind.objects.present().filter(pk__in=wanted, state__in=states).select_related("theme", "owner")
        things |= {(name, thing.pk): thing for thing in rows}
    pairs = ((consent, things.get((consent.kind, consent.object_id))) for consent in consents)
    return [(consent, thing) for consent, thing in pairs if thing is not None]


def missing_consents_in_words(thing: Contribution) -> str:
    """Who still has to consent before ``thing`` can be public, in sentences; empty where nobody has to.

    For example: "Still missing: the consent of Commune of Hesperange (no answer yet)."
    """
    lacking = lacking_consents(thing)
    if not lacking:
        return ""
    answers = {
        (each.commune_id, each.organisation_id): each.get_answer_display()
        for each in current_consents(thing)
        if each.answer != Answer.CONSENTS
    }
    names = [
        f"{part.organisation} ({answers.get((part.commune.pk, part.organisation.pk), _('not asked yet'))})"
        for part in lacking
    ]
    return _("It reaches onto the land of others. Still missing: the consent of %(names)s.") % {
        "names": get_text_list(names, _("and"))
    }


def asked_in_words(owner: Organisation, place: GEOSGeometry) -> str:
    """What a place of ``owner`` needs, said before it is submitted; empty where it needs nobody.

    For example: "This place lies 40 m inside Hesperange: Commune of Hesperange will be asked for its consent."
    """
    return " ".join(sentence for _part, sentence in asked_parts(owner, place))


def asked_parts(owner: Organisation, place: GEOSGeometry) -> list[tuple[Part, str]]:
    """As ``asked_in_words``, each part with its sentence."""
    parts = parts_beyond(owner, place)
    return [(part, _asked(part, depth)) for part, depth in zip(parts, _depths(owner, parts), strict=True)]


def _depths(owner: Organisation, parts: Sequence[Part]) -> list[float | None]:
    """How far each part reaches beyond the owner's own land, in metres; None where the owner has none."""
    today = timezone.localdate()
    mandates = Mandate.objects.filter(organisation=owner).valid_on(today)
    return [depth_beyond(part.place, mandates, today) for part in parts]


def _asked(part: Part, depth_m: float | None) -> str:
    names = {"commune": part.commune, "organisation": part.organisation}
    if depth_m is None:
        return _("A part lies in %(commune)s: %(organisation)s will be asked for its consent.") % names
    return _("This place lies %(distance_m)s m inside %(commune)s: %(organisation)s will be asked for its consent.") % {
        "distance_m": number_format(max(1, round(depth_m)), force_grouping=True),
        **names,
    }

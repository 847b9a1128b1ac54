"""Consents on pages: parts and shares in words, the table on an object's page."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.quantities import hectares, metres, number
from territory.consents.models import Answer, Consent
from territory.contributions import rules
from territory.contributions.borders import current_consents, lacking_consents
from territory.contributions.models import Contribution, State
from territory.people.models import User

SMALLEST_HA_M2 = 1000  # below a tenth of a hectare, square metres say more


@dataclass(frozen=True)
class ShownConsent:
    """One row of the table on an object's page. ``reason`` only for those concerned."""

    consent: Consent
    part: str
    percent: str
    reason: str
    can_answer: bool


def part_in_words(consent: Consent) -> str:
    """How much lies there, in its own measure: "0.4 ha", "120 m", "2 points"."""
    if consent.area_m2:
        small = consent.area_m2 < SMALLEST_HA_M2
        return f"{number(consent.area_m2)}\u00a0m²" if small else hectares(consent.area_m2)
    if consent.length_m:
        return metres(consent.length_m)
    return ngettext("%d point", "%d points", consent.points) % consent.points


def percent_in_words(share: float) -> str:
    """A share as "25 %"; what is there is at least "< 1 %"."""
    return _("less than 1 %") if share < 0.01 else f"{number(share * 100)}\u00a0%"


def consents_about(thing: Contribution, reader: User | AnonymousUser, *, is_insider: bool) -> dict[str, Any]:
    """What the page of ``thing`` says of consents: the table, and whether those still to be asked can be."""
    consents = current_consents(thing)
    answerable = [rules.can_answer(reader, thing, consent) for consent in consents]
    is_concerned = is_insider or any(answerable)
    shown = [
        ShownConsent(
            consent,
            part_in_words(consent),
            percent_in_words(consent.share),
            consent.reason if is_concerned else "",
            can_answer,
        )
        for consent, can_answer in zip(consents, answerable, strict=True)
    ]
    return {
        "consents": shown,
        "can_answer_consents": any(answerable),
        "can_ask_consents": rules.can_ask(reader, thing) and _somebody_not_asked(thing, consents),
        "consents_wait": thing.state != State.PUBLISHED and any(c.answer != Answer.CONSENTS for c in consents),
    }


def _somebody_not_asked(thing: Contribution, consents: list[Consent]) -> bool:
    asked = {(consent.commune_id, consent.organisation_id) for consent in consents}
    return any((part.commune.pk, part.organisation.pk) not in asked for part in lacking_consents(thing))

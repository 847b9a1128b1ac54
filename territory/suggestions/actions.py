"""Suggesting, confirming, deciding: one function per verb.

A visitor has no account, so the database lets the key of the confirmation mail act in place of a person: with
it the row can be written and confirmed, and nothing else.
"""

import datetime
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from layers.communes.models import Commune
from territory.acting import acting_as
from territory.contributions.actions import propose
from territory.contributions.models import Theme
from territory.contributions.values import checked_location
from territory.errors import Invalid, NotAllowed, WrongState
from territory.happenings.models import What
from territory.happenings.record import record_at
from territory.initiatives.models import LocalInitiative
from territory.jobs import leave_to_worker
from territory.organisations.answering import answering_for
from territory.people.models import User
from territory.suggestions.limits import count_attempt
from territory.suggestions.models import Suggestion, SuggestionKind, SuggestionState
from territory.suggestions.rules import can_decide
from territory.suggestions.workflow import SUGGESTION_WORKFLOW

ASK = "ask_to_confirm"  # the worker's task that writes the mail with the link
TELL_VISITOR = "tell_visitor"  # the worker's task that writes the answer
SHORTEST, LONGEST = 10, 2000  # characters of the text
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def suggest(values: Mapping[str, Any], sender: str = "", *, is_invented: bool = False) -> tuple[Suggestion, str]:
    """The stored, unconfirmed suggestion and the key that confirms it, which is not stored.

    ``values``: kind, text, location (a point in a named CRS), email, language, and perhaps ``about``: the thing
    it is about. ``sender``: the network address, only counted. Raises Invalid, TooOften.
    """
    text, email = str(values["text"]).strip(), str(values["email"]).strip()
    problems = _problems(values, text, email)
    location, commune = _placed(values.get("location"), problems)
    if problems or commune is None or location is None:
        raise Invalid(problems)
    count_attempt(sender, email)
    key, now = secrets.token_urlsafe(32), timezone.now()
    about = values.get("about")
    with transaction.atomic():
        _show_key(key)
        suggestion = Suggestion.objects.create(
            kind=values["kind"],
            text=text,
            location=location,
            commune=commune,
            about_kind=about._meta.model_name if about is not None else "",
            about_id=about.pk if about is not None else None,
            email=email,
            language=values["language"],
            key_digest=_digest(key),
            created_at=now,
            expires_at=now + datetime.timedelta(hours=settings.SUGGESTION_CONFIRM_HOURS),
            is_invented=is_invented,
        )
        leave_to_worker(ASK, suggestion_id=suggestion.pk, key=key)
    return suggestion, key


def suggestion_with(key: str) -> Suggestion | None:
    """The suggestion that the link with ``key`` leads to; None where there is none any more."""
    with transaction.atomic():
        _show_key(key)
        return Suggestion.objects.select_related("commune").filter(key_digest=_digest(key)).first()


def confirm(key: str) -> Suggestion:
    """The suggestion, now in the queue of its commune; confirming twice changes nothing. Raises WrongState."""
    with transaction.atomic():
        _show_key(key)
        rows = Suggestion.objects.select_related("commune").filter(key_digest=_digest(key))
        suggestion = rows.select_for_update(of=("self",)).first()
        if suggestion is None:
            raise WrongState(_("This link leads nowhere any more. Please write your suggestion again."))
        if suggestion.state != SuggestionState.UNCONFIRMED:
            return suggestion
        now = timezone.now()
        if suggestion.expires_at <= now:
            raise WrongState(_("This link is too old. Please write your suggestion again."))
        suggestion.state, suggestion.confirmed_at = SuggestionState.NEW, now
        suggestion.save(update_fields=["state", "confirmed_at"])
        # The record of what happened is for everyone's eyes: it names the commune, not the words.
        record_at(
            What.SUGGESTED,
            suggestion,
            titles=dict.fromkeys(LANGUAGES, suggestion.commune.name),
            location=suggestion.location,
            actor=None,
        )
    return suggestion


def decide(
    suggestion: Suggestion, actor: User, target: str, answer: str = "", draft_theme: Theme | None = None
) -> Suggestion:
    """``suggestion`` as stored, in the state ``target``; the visitor is told by mail.

    ``draft_theme``: what is taken up becomes a draft initiative about it, on the same place.
    Raises WrongState, NotAllowed, Invalid (an answer is missing).
    """
    with acting_as(actor, verb=f"suggestion {target}"):
        stored = Suggestion.objects.select_for_update(of=("self",)).select_related("commune")
        found = stored.filter(pk=suggestion.pk).first()
        if found is None or not can_decide(actor, found):
            raise NotAllowed(_("Only the commune on whose land it lies decides on a suggestion."))
        step = SUGGESTION_WORKFLOW.step(found.state, target)
        answer = answer.strip()
        if step.needs_reason and not answer:
            raise Invalid({"answer": [_("Write an answer: the person who suggested it reads it by mail.")]})
        if len(answer) > LONGEST:
            raise Invalid({"answer": [_("At most %(count)d characters, please.") % {"count": LONGEST}]})
        if draft_theme is not None and target == SuggestionState.ACCEPTED:
            found.initiative = _draft_of(found, actor, draft_theme)
        found.state, found.answer = target, answer
        found.decided_at, found.decided_by = timezone.now(), actor
        found.save(update_fields=["state", "answer", "decided_at", "decided_by", "initiative"])
        if found.email:
            leave_to_worker(TELL_VISITOR, suggestion_id=found.pk, decider_id=actor.pk)
    return found


def _draft_of(suggestion: Suggestion, actor: User, theme: Theme) -> LocalInitiative:
    owners = list(answering_for(suggestion.commune, timezone.localdate()))
    own = [owner for owner in owners if owner.members.filter(pk=actor.pk).exists()]
    values = {
        "title": {suggestion.language: str(suggestion)},
        "summary": {suggestion.language: suggestion.text},
        "theme": theme.code,
        "location": suggestion.location,
        "is_invented": suggestion.is_invented,
    }
    return propose(LocalInitiative, actor, (own or owners)[0], values)


def _problems(values: Mapping[str, Any], text: str, email: str) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    if values["kind"] not in SuggestionKind.values:
        problems["kind"] = [_("Say whether it is a suggestion or an error.")]
    if "\x00" in text:
        problems["text"] = [_("The text holds a character that cannot be stored.")]
    elif not SHORTEST <= len(text) <= LONGEST:
        problems["text"] = [
            _("Between %(shortest)d and %(longest)d characters, please; these are %(count)d.")
            % {"shortest": SHORTEST, "longest": LONGEST, "count": len(text)}
        ]
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = [_("This is not an e-mail address. It looks like name@example.org.")]
    if values["language"] not in LANGUAGES:
        problems["language"] = [_("Choose one of the languages.")]
    return problems


def _placed(place: Any, problems: dict[str, list[str]]) -> tuple[Point | None, Commune | None]:
    """``place`` in the storage CRS with its commune, where somebody reads it; else ``problems`` says why not."""
    if place is None or place.geom_type != "Point":
        problems["location"] = [_("Mark the place on the map, or type its coordinates.")]
        return None, None
    try:
        location = checked_location(place)
    except Invalid as refusal:
        problems.update(refusal.problems)
        return None, None
    today = timezone.localdate()
    commune = Commune.objects.valid_on(today).touching(location).order_by("pk").first()
    if commune is not None and not answering_for(commune, today).exists():
        problems["location"] = [
            _("This place lies in %(commune)s, whose administration does not take part yet: nobody would read it.")
            % {"commune": commune}
        ]
    return cast("Point", location), commune


def _digest(key: str) -> str:
    """As the database computes it: hexadecimal SHA-256. The key is random, so no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def _show_key(key: str) -> None:
    """Lets the rest of the transaction see and confirm the one suggestion of ``key``."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('territory.suggestion_key', %s, true)", [key])

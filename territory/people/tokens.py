"""Keys that people make for their programs: told once, stored as a hash, taken back at any time."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid
from territory.people.models import ApiToken, TokenScope, User

# Enough for every program of a town hall; more would only be forgotten.
MOST_TOKENS = 20


def make_token(owner: User, name: str, scope: str, lifetime: datetime.timedelta | None) -> tuple[ApiToken, str]:
    """The stored token, and its text, which is not stored. Raises Invalid.

    ``lifetime``: None for one without an end.
    """
    name = name.strip()
    valid = tokens_of(owner)
    problems: dict[str, list[str]] = {}
    if not name:
        problems["name"] = [_("This is needed.")]
    elif any(token.name == name for token in valid):
        problems["name"] = [_("You have a token with this name already.")]
    elif len(valid) >= MOST_TOKENS:
        problems["name"] = [_("You have %(count)d tokens already. Revoke one of them first.") % {"count": len(valid)}]
    if scope not in TokenScope.values:
        problems["scope"] = [_("A token can have one of these scopes: read, write.")]
    if problems:
        raise Invalid(problems)
    with acting_as(owner, verb="make token"):
        token, text = ApiToken.objects.create(user=owner, expiry=lifetime, name=name, scope=scope)
    return token, text


def revoke_token(owner: User, token_key: str) -> bool:
    """Whether a token of ``owner`` that begins with ``token_key`` was there; it no longer works."""
    with acting_as(owner, verb="revoke token"):
        deleted, _by_table = ApiToken.objects.filter(user=owner, token_key=token_key).delete()
    return bool(deleted)


def tokens_of(owner: User) -> list[ApiToken]:
    """The tokens of ``owner`` that work today, the newest first."""
    now = timezone.now()
    tokens = ApiToken.objects.filter(user=owner).order_by("-created")
    return [token for token in tokens if token.expiry is None or token.expiry > now]

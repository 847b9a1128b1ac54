"""Signing in with a token: which one it was is noted, so that its owner sees which are still in use."""

import datetime
from typing import Any

from django.utils import timezone
from knox import auth as knox_auth

from territory.acting import acting_as
from territory.people.models import ApiToken

# A program that asks a hundred times a second must not write a hundred times.
NOTED_EVERY = datetime.timedelta(hours=1)


class TokenAuthentication(knox_auth.TokenAuthentication):
    def validate_user(self, auth_token: ApiToken) -> tuple[Any, ApiToken]:
        """The owner and the token. Raises AuthenticationFailed where the owner may no longer sign in."""
        found: tuple[Any, ApiToken] = super().validate_user(auth_token)
        now = timezone.now()
        if auth_token.last_used_at is None or now - auth_token.last_used_at > NOTED_EVERY:
            with acting_as(found[0], verb="use token"):
                ApiToken.objects.filter(pk=auth_token.pk).update(last_used_at=now)
        return found

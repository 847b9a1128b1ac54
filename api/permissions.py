"""What a token opens, at most. Whether its owner may, the rules say afterwards."""

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from territory.errors import NotAllowed
from territory.people.models import ApiToken, TokenScope


class WithinTokenScope(BasePermission):
    def has_permission(self, request: Request, view: object) -> bool:
        """True, unless a token that may only read wants to write. Raises NotAllowed, which names the missing scope."""
        token = request.auth
        if isinstance(token, ApiToken) and token.scope != TokenScope.WRITE and request.method not in SAFE_METHODS:
            raise NotAllowed(
                _(
                    "This token has the scope “read”. Writing needs a token with the scope “write”; "
                    "you can make one on the page of your account."
                )
            )
        return True

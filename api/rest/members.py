"""The members of a JSON body, before anything is read of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from api.errors import BadBody, Sentence


def members_of(request: Request, known: Iterable[str], otherwise: Sentence) -> dict[str, Any]:
    """The body by the names of its members. Raises BadBody for a name that is not known.

    ``otherwise``: what the body should be, said where it is no object at all.
    """
    body = request.data
    if not isinstance(body, dict):
        raise BadBody([("", otherwise)])
    known = list(known)
    for name in body:
        if name not in known:
            sentence = _("There is no such member; possible: %(known)s.") % {"known": ", ".join(known)}
            raise BadBody([(f"/{name}", sentence)])
    return body

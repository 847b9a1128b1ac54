"""Which web sites may show the map in a frame, and who says so.

The same answer as territory/migrations/sql/embedding_sites.sql.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.embedding.models import EmbeddingSite
from territory.errors import Invalid, NotAllowed
from territory.people.models import User
from territory.vision.rules import regions_planned_by

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def can_allow_sites(user: User | AnonymousUser) -> bool:
    """May ``user`` say which sites show the map? Moderators of a region and administrators."""
    return isinstance(user, User) and user.is_active and (user.is_superuser or regions_planned_by(user).exists())


def sites_allowed() -> list[str]:
    """All sites that may show the map: those of the setting first, then those of the table."""
    stored = EmbeddingSite.objects.values_list("origin", flat=True)
    return list(dict.fromkeys([*settings.EMBEDDING_SITES, *stored]))


def allow_site(user: User, text: str) -> EmbeddingSite:
    """The stored site that ``text`` names, an address of any of its pages too. Raises NotAllowed, Invalid."""
    _check(user)
    origin = origin_of(text)
    if EmbeddingSite.objects.filter(origin=origin).exists():
        raise Invalid({"origin": [_("%(site)s may show the map already.") % {"site": origin}]})
    with acting_as(user, verb="allow site"):
        return EmbeddingSite.objects.create(origin=origin, added_by=user)


def disallow_site(user: User, site: EmbeddingSite) -> None:
    """Takes a site off the list: from its next visitor on it shows nothing. Raises NotAllowed."""
    _check(user)
    with acting_as(user, verb="disallow site"):
        site.delete()


def origin_of(text: str) -> str:
    """What browsers compare of an address: "https://www.esch.lu/plan" → "https://www.esch.lu". Raises Invalid."""
    typed = text.strip().lower()
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        parts, port, host = urlsplit(""), None, ""
    if parts.scheme != "https" or not HOST.fullmatch(host) or "." not in host or len(host) > 180:
        sentence = _("This is the address of a web site that begins with https://, such as https://www.esch.lu.")
        raise Invalid({"origin": [sentence]})
    return f"https://{host}" + (f":{port}" if port and port != 443 else "")


def _check(user: User) -> None:
    if not can_allow_sites(user):
        raise NotAllowed(_("Moderators of a region and administrators say which sites may show the map."))

"""Making short links and finding what they stand for."""

import base64
import hashlib

from django.utils.translation import gettext as _

from territory.errors import Invalid
from territory.links.models import ShortLink

LONGEST_TARGET = 2_000
# 35 bits: a million links meet by chance about fifteen times, and then take one letter more.
SHORTEST_CODE = 7


def short_link_to(target: str) -> ShortLink:
    """The short link that stands for ``target``, the same one whoever asks. Raises Invalid for one too long."""
    if len(target) > LONGEST_TARGET:
        sentence = _("This address has more than %(most)d characters. Choose fewer filters, then share it.")
        raise Invalid({"target": [sentence % {"most": LONGEST_TARGET}]})
    known = ShortLink.objects.filter(target=target).first()
    if known is not None:
        return known
    letters = base64.b32encode(hashlib.blake2b(target.encode(), digest_size=10).digest()).decode().lower()
    for length in range(SHORTEST_CODE, len(letters) + 1):
        # Two people may share the same view at the same moment: whoever comes second finds the first one's link.
        ShortLink.objects.bulk_create([ShortLink(code=letters[:length], target=target)], ignore_conflicts=True)
        stored = ShortLink.objects.filter(target=target).first()
        if stored is not None:
            return stored
    raise Invalid({"target": [_("No short link is free for this address.")]})


def target_of(code: str) -> str | None:
    """What the short link stands for; None where there is none of that code."""
    return ShortLink.objects.filter(code=code.lower()).values_list("target", flat=True).first()

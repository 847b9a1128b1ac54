"""Photos and documents as pages speak of them."""

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from territory.attachments.models import ContributionFile

register = template.Library()


@register.simple_tag
def file_max_mb() -> int:
    """How large a file may be, in MB."""
    return settings.FILE_MAX_MB


@register.simple_tag
def file_limits_in_words() -> str:
    """What may be handed in."""
    return _(
        "JPEG, PNG, WebP, HEIC or PDF, at most %(limit)d MB each. The position and the names that a camera writes "
        "into its photos are taken out."
    ) % {"limit": settings.FILE_MAX_MB}


@register.simple_tag
def picture_in_words(hung: ContributionFile, thing: Model) -> str:
    """What the picture shows; where nobody has written it, at least what it belongs to."""
    return hung.alt or hung.caption or _("Photo of “%(title)s”") % {"title": thing}

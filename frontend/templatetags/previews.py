"""What the head of the map's pages says to sites that show previews and to search engines."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frontend.structured import Subject, structured_data
from frontend.views.sharing.previews import PREVIEW_PX

register = template.Library()


@register.inclusion_tag("frontend/sharing/head.html", takes_context=True)
def preview_head(context: dict[str, Any]) -> dict[str, Any]:
    """Open Graph, oEmbed and schema.org of the open page; nothing of an object that is not public."""
    request: HttpRequest = context["request"]
    subject: Subject | None = context.get("subject")
    if subject is not None and not subject.is_public:
        return {}
    here = request.build_absolute_uri(request.path)
    path = reverse("preview", args=[subject.collection, subject.thing.pk]) if subject else reverse("preview-map")
    picture = request.build_absolute_uri(path)
    language = get_language() or "en"
    query = {"url": request.build_absolute_uri()}
    return {
        "address": here,
        "picture": picture,
        "size": PREVIEW_PX,
        "name": str(subject.thing) if subject else str(settings.SITE_NAME),
        "description": subject.description if subject else _("What the communes and companies of the region do."),
        "language": language,
        "oembed": f"{request.build_absolute_uri(reverse('oembed'))}?{urlencode(query)}",
        "structured": structured_data(subject, here, picture, language) if subject else None,
    }

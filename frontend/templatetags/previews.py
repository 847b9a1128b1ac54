"""What the head of the map's pages says to sites that show previews and to search engines."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frontend.sharing.sources import filters_in_words, title_of
from frontend.structured import Subject, structured_data
from frontend.views.sharing.asked import Asked
from frontend.views.sharing.previews import PREVIEW_PX, view_of_link

register = template.Library()


@register.inclusion_tag("frontend/sharing/head.html", takes_context=True)
def preview_head(context: dict[str, Any]) -> dict[str, Any]:
    """Open Graph, oEmbed and schema.org of the open page; nothing of an object that is not public."""
    request: HttpRequest = context["request"]
    subject: Subject | None = context.get("subject")
    if subject is not None and not subject.is_public:
        return {}
    here = request.build_absolute_uri(request.path)
    link = None if subject else view_of_link(request)
    query = f"?{link.query}" if link else ""
    path = reverse("preview", args=[subject.collection, subject.thing.pk]) if subject else reverse("preview-map")
    picture = request.build_absolute_uri(path)
    language = get_language() or "en"
    return {
        # Sites that show previews ask this address again: it is the link, with all that it names.
        "address": f"{here}{query}",
        "picture": f"{picture}{query}",
        "size": PREVIEW_PX,
        "name": str(subject.thing) if subject else title_of(link.view) if link else str(settings.SITE_NAME),
        "description": subject.description if subject else _described(link),
        "language": language,
        "oembed": f"{request.build_absolute_uri(reverse('oembed'))}?{urlencode({'url': request.build_absolute_uri()})}",
        "structured": structured_data(subject, here, picture, language) if subject else None,
    }


def _described(link: Asked | None) -> str:
    filters = filters_in_words(link.view) if link else []
    return " · ".join(filters) or _("What the communes and companies of the region do.")

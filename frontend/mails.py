"""The mails the service writes: text and a plain HTML beside it, in the reader's language."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.news_texts import NewsItem, absolute, news_items
from territory.alerts.models import Notification, Rhythm
from territory.alerts.posting import Letter
from territory.alerts.unsubscribing import Unsubscribing, scope_of
from territory.people.models import User


def write_news(reader: User, notifications: Sequence[Notification], rhythm: str) -> Letter | None:
    """The mail about ``notifications``; None where all of what they are about has gone meanwhile."""
    with translation.override(reader.language):
        pairs = news_items(list(notifications))
        if not pairs:
            return None
        items = [item for _notification, item in pairs]
        word = Unsubscribing(reader.pk, scope_of(pairs[0][0])).signed()
        unsubscribe_url = absolute(reverse("unsubscribe", args=[word]))
        subject = _subject(rhythm, items)
        context = {
            "reader": reader,
            "language": reader.language,
            "subject": subject,
            "lead": _lead(rhythm, items),
            "items": [(item, absolute(item.path)) for item in items],
            "following_url": absolute(reverse("following")),
            "news_url": absolute(reverse("news")),
            "unsubscribe_url": unsubscribe_url,
        }
        return Letter(
            subject=subject,
            text=render_to_string("frontend/alerts/mail.txt", context),
            html=render_to_string("frontend/alerts/mail.html", context),
            unsubscribe_url=unsubscribe_url,
        )


def _subject(rhythm: str, items: list[NewsItem]) -> str:
    if rhythm == Rhythm.AT_ONCE:
        return items[0].sentence.rstrip(".")
    count = len(items)
    if rhythm == Rhythm.DAILY:
        return ngettext("The map today: %(count)d piece of news", "The map today: %(count)d pieces of news", count) % {
            "count": count
        }
    return ngettext(
        "The map this week: %(count)d piece of news", "The map this week: %(count)d pieces of news", count
    ) % {"count": count}


def _lead(rhythm: str, items: list[NewsItem]) -> str:
    if rhythm == Rhythm.AT_ONCE:
        return ""
    if rhythm == Rhythm.DAILY:
        return _("this is what happened since yesterday where you follow the map:")
    return _("this is what happened in the last week where you follow the map:")

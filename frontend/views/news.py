"""What a person was told, in the pages themselves."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontend.news_texts import news_items
from frontend.views.reader import person_of
from territory.alerts.models import Notification
from territory.alerts.telling import mark_read

NEWS_LENGTH = 100  # pieces of news; older ones are in the mails


@login_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The newest first; what is unread stands out."""
    rows = Notification.objects.filter(reader=person_of(request), is_listed=True).select_related("happening")
    pairs = news_items(list(rows[:NEWS_LENGTH]))
    return render(
        request,
        "frontend/alerts/news.html",
        {
            "news": pairs,
            "has_unread": any(notification.read_at is None for notification, _item in pairs),
            "shows_outbox": settings.OUTBOX_PAGE,
        },
    )


@login_required
@require_POST
def open_news(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks one as read and leads to the thing, if it is still there."""
    notification = get_object_or_404(Notification, pk=pk, reader=person_of(request))
    mark_read(person_of(request), [notification.pk])
    pairs = news_items([notification])
    return redirect(pairs[0][1].path if pairs else "news")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Marks all as read."""
    mark_read(person_of(request))
    return redirect("news")

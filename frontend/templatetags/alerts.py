"""What the frame of every page says about alerts, and the button for following."""

from typing import Any

from django import template
from django.http import HttpRequest

from frontend.queue.sections import has_queue as reader_has_queue
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from territory.alerts.models import Notification, Subject, Subscription
from territory.contributions.models import Theme
from territory.people.models import User

register = template.Library()

SUBJECT_OF: dict[type, str] = {Commune: Subject.COMMUNE, BusinessPark: Subject.PARK, Theme: Subject.THEME}
MOST_COUNTED = 99


@register.simple_tag(takes_context=True)
def unread_news(context: dict[str, Any]) -> str:
    """How many unread pieces of news the reader has, "99+" at most; empty for none and for visitors."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return ""
    unread = Notification.objects.filter(reader=request.user, read_at=None, is_listed=True)
    count = unread.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


@register.simple_tag(takes_context=True)
def has_queue(context: dict[str, Any]) -> bool:
    """Whether the reader decides on what others submit."""
    request: HttpRequest | None = context.get("request")
    if request is None or not isinstance(request.user, User):
        return False
    return reader_has_queue(request.user)


@register.inclusion_tag("frontend/alerts/follow_button.html", takes_context=True)
def follow_button(context: dict[str, Any], thing: Any) -> dict[str, Any]:
    """The button that follows ``thing`` (a commune, a park or a theme), or ends it."""
    request: HttpRequest = context["request"]
    subject = SUBJECT_OF[type(thing)]
    wish = None
    if request.user.is_authenticated:
        wish = Subscription.objects.filter(reader=request.user, subject=subject, **{subject: thing}).first()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "thing": thing,
        "subject": subject,
        "wish": wish,
    }

"""What the frame of every page says about alerts, and the button for following."""

from typing import Any

from django import template
from django.http import HttpRequest

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from territory.alerts.models import Notification, Subject, Subscription
from territory.consents.asking import ANSWERING
from territory.contributions.models import Theme
from territory.contributions.standing import standing_of

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
    """Whether something can wait for the reader's decision or consent."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return False
    standing = standing_of(request.user)
    return standing.is_moderator or standing.is_administrator or bool(standing.organisations_as(ANSWERING))


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

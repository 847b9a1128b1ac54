"""The mails as they were sent, to look at while trying the service out. Only where the settings open it."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from territory.alerts.models import OutgoingMail

OUTBOX_LENGTH = 50  # mails


def _open_or_not_there() -> None:
    if not settings.OUTBOX_PAGE:
        raise Http404


@login_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest mails to anybody, with their text."""
    _open_or_not_there()
    return render(request, "frontend/alerts/outbox.html", {"mails": OutgoingMail.objects.all()[:OUTBOX_LENGTH]})


# A mail brings its own style and nothing else.
@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]  # any view will do
@login_required
@require_safe
def outbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as a mail program would show it: its HTML, or the words where it has none."""
    _open_or_not_there()
    mail = get_object_or_404(OutgoingMail, pk=pk)
    return HttpResponse(mail.html or render_to_string("frontend/alerts/mail_as_text.html", {"mail": mail}))

"""The end of mails by one click (RFC 8058), for mail programs and for people, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from territory.alerts.unsubscribing import read_unsubscribing, set_mails


# A mail program has no form of ours to take a token from; the signed word in the address is the proof.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, word: str) -> HttpResponse:
    """GET asks, since mail scanners open every link; POST does it at once, and lets it be undone."""
    wish = read_unsubscribing(word)
    if wish is None:
        raise Http404(_("This link is not complete."))
    done = ""
    if request.method == "POST":
        wanted = request.POST.get("undo") == "1"
        if not set_mails(wish, wanted=wanted):
            raise Http404(_("This account no longer exists."))
        done = "again" if wanted else "ended"
    return render(request, "frontend/alerts/unsubscribe.html", {"done": done})

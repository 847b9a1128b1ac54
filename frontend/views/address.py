"""The address people sign in with; asking and confirming are allauth's."""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from frontend.views.reader import person_of


@never_cache
@reauthentication_required
def change_address(request: HttpRequest) -> HttpResponse:
    """Asks for another address, which takes the old one's place once its owner has confirmed it."""
    person = person_of(request)
    # An invitation reached it, or an administrator wrote it: allauth takes it for one that waits otherwise.
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return views.email(request)

"""How people come to an account and into it: by invitation, never by signing up; in their own language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from frontend.views.reader import person_of
from territory.people.models import User

LANGUAGE_COOKIE_S = 31_536_000  # one year


def remember_language(response: HttpResponse, language: str) -> None:
    """Opens the bare address and the back office in ``language`` from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_COOKIE_S,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


class TerritoryAccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account may no longer sign in."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "duplicate_email": _("This is the address you have already."),
        "email_taken": _("Somebody already signs in with this address."),
        "enter_current_password": _("Please type the password you have used so far."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("This link is no longer valid. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many requests. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come with an organisation: its administrator or ours makes them."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The map, in the person's language. Somebody who came from a page returns there, in its language."""
        with translation.override(person_of(request).language):
            return reverse("map")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The map, in the language of the page."""
        return reverse("map")

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Remembers the person's language, so that the bare address and the back office open in it."""
        response = super().post_login(request, user, **more)
        remember_language(response, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes in the language of the person it goes to."""
        person = context.get("user")
        language = person.language if isinstance(person, User) else context.get("language", translation.get_language())
        with translation.override(language):
            super().send_mail(template_prefix, email, context)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """The account, which says with which address one signs in now."""
        return reverse("account")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Whether the address is the person's now: not where somebody else has come with it since the letter."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email__iexact=email_address.email).exists():
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        return super().confirm_email(request, email_address)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tells the address of before that another has taken its place. Other changes ask for the password first."""
        if template_prefix == "account/email/email_changed":
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: the site's name stands in it already."""
        return subject

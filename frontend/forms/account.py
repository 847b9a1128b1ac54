"""The forms of a person's own account: profile, tokens, joining by invitation, deleting."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from frontend.forms.accounts import NEW_PASSWORD_HELP
from frontend.forms.typed import TypedForm
from territory.people.models import TokenScope, User

DAYS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("one year")), ("", _("without an end")))


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, **more)


class ProfileForm(TypedForm):
    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of these pages after signing in, and of letters.")
    )


class JoinForm(ProfileForm):
    """Makes an account for ``email``, which the invitation has reached."""

    password1 = _password(_("New password"), "new-password", help_text=NEW_PASSWORD_HELP)
    password2 = _password(_("The new password again"), "new-password")

    def __init__(self, *args: Any, email: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The values, once the password is good enough and was typed the same twice."""
        cleaned = super().clean() or {}
        password = cleaned.get("password1")
        if password:
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except forms.ValidationError as refusal:
                self.add_error("password1", refusal)
            if "password2" in cleaned and cleaned["password2"] != password:
                self.add_error("password2", _("The two passwords are not the same."))
        return cleaned


class TokenForm(TypedForm):
    name = forms.CharField(label=_("What is it for?"), max_length=100, help_text=_("For example “Map of our website”."))
    scope = forms.ChoiceField(
        label=_("Scope"), choices=TokenScope.choices, help_text=_("It never opens more than you may do yourself.")
    )
    days = forms.ChoiceField(label=_("Valid for"), choices=DAYS, required=False, initial="365")

    def lifetime(self) -> datetime.timedelta | None:
        """For how long the token works; None without an end."""
        days = self.cleaned_data["days"]
        return datetime.timedelta(days=int(days)) if days else None


class DeleteAccountForm(TypedForm):
    password = _password(_("Password"), "current-password")

    def __init__(self, *args: Any, person: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person = person

    def clean_password(self) -> str:
        """The password, where it is the person's."""
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("The password is not right."))
        return password

"""The forms of signing in, in our own words; what they do is allauth's."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territory.people.models import User

NEEDED = _("This is needed.")
NEW_PASSWORD_HELP = _("At least 10 characters, and not one that many people use.")


def reword(form: Form, labels: dict[str, Promise]) -> None:
    """Gives the fields of ``form`` our labels, and takes away the grey words inside them."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = NEEDED
        field.help_text = ""
        if name in labels:
            field.label = str(labels[name])


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(
            self,
            {
                "login": _("E-mail address"),
                "password": _("Password"),
                "remember": _("Stay signed in on this device"),
            },
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(self, {"email": _("E-mail address")})


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(self, {"password1": _("New password"), "password2": _("The new password again")})
        self.fields["password1"].help_text = NEW_PASSWORD_HELP


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(
            self,
            {
                "oldpassword": _("Password so far"),
                "password1": _("New password"),
                "password2": _("The new password again"),
            },
        )
        self.fields["password1"].help_text = NEW_PASSWORD_HELP


class NewAddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(self, {"email": _("New e-mail address")})
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        """The address, where nobody else signs in with it."""
        email: str = super().clean_email()
        if User.objects.filter(email__iexact=email).exists():
            raise get_adapter().validation_error("email_taken")
        return email


class PasswordAgainForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        reword(self, {"password": _("Password")})

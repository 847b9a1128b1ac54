"""The forms of the second factor, in our own words; what they do is allauth's."""

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from django.forms import Form
from django.utils.translation import gettext_lazy as _

from frontend.forms.accounts import reword

CODE_HELP = _("Six digits from the app, or one of your codes on paper.")


def _as_code(form: Form, help_text: Any) -> None:
    reword(form, {"code": _("Code")})
    form.fields["code"].help_text = help_text
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class CodeForm(base_forms.AuthenticateForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _as_code(self, CODE_HELP)


class CodeAgainForm(base_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _as_code(self, CODE_HELP)


class SetUpForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _as_code(self, _("Six digits that the app shows now."))

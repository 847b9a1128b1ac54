"""The second factor of signing in: codes from an app on the phone, or from paper. What it does is allauth's."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. The app shows a new one every 30 seconds."),
        "cannot_generate_recovery_codes": _("Set up the app first; then there are codes for paper."),
    }

"""The form for visitors: what they suggest or report, where, and how they are answered."""

import time
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from frontend.forms.placed import PlacedForm
from territory.suggestions.models import SuggestionKind

SALT = "suggestion form"
LEAST_S = 3  # nobody reads and fills in the form in less; programs do


def opened_now() -> str:
    """A signed word that says when the form was opened."""
    return signing.dumps(int(time.time()), salt=SALT)


class SuggestionForm(PlacedForm):
    """``website`` is not for people: only programs fill it in."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (SuggestionKind.SUGGESTION, _("I suggest something")),
            (SuggestionKind.ERROR, _("Something on the map is wrong")),
        ],
        initial=SuggestionKind.SUGGESTION,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What should the commune know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a sentence or two.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("For the link that confirms it, and for the answer. Only the commune sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("The commune answers by e-mail: it needs your address."),
            "invalid": _("This is not an e-mail address. It looks like name@example.org."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["language"].initial = get_language()
        self.fields["location"].help_text = _("A point; longitude before latitude. The map fills this in.")

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get(self.add_prefix("website"), "").strip())

    def clean(self) -> dict[str, Any]:
        """The typed values, with ``place``: a point in CRS84, or None."""
        cleaned = super().clean() or {}
        cleaned["place"] = self.place_of(cleaned)
        if not self.errors and self._seconds_open() < LEAST_S:
            raise forms.ValidationError(_("That was very quick. Read it once more, and send it again."))
        return cleaned

    def _seconds_open(self) -> float:
        try:
            opened = signing.loads(self.cleaned_data.get("opened", ""), salt=SALT)
        except signing.BadSignature:
            return 0
        return time.time() - float(opened)

    def values(self) -> dict[str, Any]:
        """What the action takes, without what it is about."""
        names = ("kind", "text", "email", "language")
        return {**{name: self.cleaned_data[name] for name in names}, "location": self.cleaned_data["place"]}

    def add_problems(self, problems: Mapping[str, list[str]]) -> None:
        """Puts sentences next to the fields they are about."""
        for name, sentences in problems.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)

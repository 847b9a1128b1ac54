"""The two mails that visitors get: the link that confirms a suggestion, and what became of it. Plain text only."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.news_texts import absolute
from territory.alerts.posting import Letter
from territory.suggestions.models import Suggestion, SuggestionState

TEMPLATE = "frontend/suggestions/mail.txt"
WHAT_BECAME = {
    SuggestionState.ACCEPTED: gettext_lazy("the commune of %(commune)s takes up what you suggested."),
    SuggestionState.ANSWERED: gettext_lazy("the commune of %(commune)s answers what you suggested:"),
    SuggestionState.REFUSED: gettext_lazy("the commune of %(commune)s cannot take up what you suggested:"),
}


def confirmation_of(suggestion: Suggestion, key: str) -> Letter:
    """The mail with the link, in the visitor's language."""
    with translation.override(suggestion.language):
        context = {
            "purpose": "confirm",
            "commune": suggestion.commune,
            "words": suggestion.text,
            "address": absolute(reverse("confirm-suggestion", args=[key])),
            "hours": settings.SUGGESTION_CONFIRM_HOURS,
        }
        return Letter(_("Please confirm what you wrote to the commune"), render_to_string(TEMPLATE, context))


def answer_of(suggestion: Suggestion) -> Letter:
    """The mail that says what became of it, in the visitor's language."""
    with translation.override(suggestion.language):
        commune = {"commune": suggestion.commune}
        context = {
            "purpose": "answer",
            "sentence": str(WHAT_BECAME[SuggestionState(suggestion.state)]) % commune,
            "answer": suggestion.answer,
            "words": suggestion.text,
            "days": settings.VISITOR_ADDRESS_DAYS,
        }
        return Letter(_("Answer of the commune of %(commune)s") % commune, render_to_string(TEMPLATE, context))

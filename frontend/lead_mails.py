"""The mails about leads. They name no other side, no material and no number: mails are read by many eyes."""

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.letters import letter_to, post_unlinked
from frontend.news_texts import absolute
from territory.alerts.posting import Letter
from territory.leads.audience import ToTell, told_of_step
from territory.leads.models import State, Teller

SUBJECTS: dict[str, Promise] = {
    State.FOUND: gettext_lazy("A neighbour could fit what you stated"),
    State.BOTH_INTERESTED: gettext_lazy("Both sides of a lead are interested"),
    State.TALKS: gettext_lazy("A lead goes on: talks"),
    State.PILOT: gettext_lazy("A lead goes on: pilot"),
    State.RUNNING: gettext_lazy("A lead has become everyday life"),
    State.DROPPED: gettext_lazy("A lead was dropped"),
}
FIRST_YES = gettext_lazy("One side of a lead is interested")


def tell_of_step(group_id: int, step_id: int) -> int:
    """How many mails were written about the step; those that were before are not written again."""
    written = 0
    for told in told_of_step(group_id, step_id):
        with translation.override(told.reader.language):
            written += post_unlinked(_letter(told), told.reader, "lead", str(step_id))
    return written


def _letter(told: ToTell) -> Letter:
    is_first_yes = told.quality == Teller.FACILITATOR and told.step.target == State.FOUND
    subject = str(FIRST_YES if is_first_yes else SUBJECTS[told.step.target])
    address = absolute(reverse("own-leads"))
    where = _("Read it, and answer where an answer is asked for: %(address)s") % {"address": address}
    return letter_to(told.reader, subject, f"{subject}.", where)

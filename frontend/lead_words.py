"""Leads in words: what a side sees first, who took a step, what each step means."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.needs_words import title_in_words
from territory.leads.models import LeadSide, LeadStep, State, Teller
from territory.needs_and_offers.models import Direction, NeedOrOffer

STEPS: dict[str, Promise] = {
    State.FOUND: gettext_lazy("Take up again"),
    State.TALKS: gettext_lazy("We are talking"),
    State.PILOT: gettext_lazy("Begin a pilot"),
    State.RUNNING: gettext_lazy("It runs"),
    State.DROPPED: gettext_lazy("Drop it"),
}
ADVICE: dict[str, Promise] = {
    State.FOUND: gettext_lazy("Both are asked anew."),
    State.TALKS: gettext_lazy("Somebody has called or written; you look at it together."),
    State.PILOT: gettext_lazy("A first lot or a first month, to see whether it works."),
    State.RUNNING: gettext_lazy("It is everyday life; say how much is passed on."),
    State.DROPPED: gettext_lazy("It ends here; say why, for the next one."),
}


def title_of(direction: str, entry: NeedOrOffer) -> str:
    """What a lead is about, from the side that stated ``entry``."""
    what = title_in_words(entry)
    if direction == Direction.OFFER:
        return _("Somebody could take: %(what)s") % {"what": what}
    return _("Somebody could give: %(what)s") % {"what": what}


def teller_in_words(step: LeadStep, mine: LeadSide | None) -> str:
    """Who took ``step``, as the reader with the side ``mine`` says it."""
    if step.taken_by == Teller.FACILITATOR:
        return _("the facilitator")
    if step.taken_by == Teller.BOTH:
        return _("both answers")
    if mine is not None and step.taken_by == mine.direction:
        return _("our side")
    return _("who offers it") if step.taken_by == Teller.OFFER else _("who needs it")

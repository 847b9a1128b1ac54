"""Leads: an offer and a need of two neighbours that could fit, and what becomes of it.

A row that both sides may read holds nothing that tells who the other is: entries, places, answers and words of a side
stand in rows of their own, which the database gives to that side, and to the other once both have said yes.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territory.naming import person_key
from territory.needs_and_offers.models import Direction


class RunState(models.TextChoices):
    WAITING = "waiting", _("waits")
    RUNNING = "running", _("runs")
    DONE = "done", _("done")
    FAILED = "failed", _("broken off")


class MatchingRun(models.Model):
    """One search through all offers and needs of a working group, done by the worker."""

    working_group = models.ForeignKey(
        "territory.WorkingGroup",
        on_delete=models.CASCADE,
        related_name="matching_runs",
        verbose_name=_("working group"),
    )
    started_by = person_key(_("started by"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    offers = models.PositiveIntegerField(_("offers"), default=0)
    needs = models.PositiveIntegerField(_("needs"), default=0)
    compared = models.PositiveIntegerField(_("offers compared"), default=0)
    fitting = models.PositiveIntegerField(_("pairs that could fit"), default=0)
    near_misses = models.PositiveIntegerField(_("near misses"), default=0)
    new_leads = models.PositiveIntegerField(_("new leads"), default=0)
    problem = models.TextField(_("what went wrong"), blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("search for leads")
        verbose_name_plural = _("searches for leads")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.working_group}: {self.get_state_display()}"


class State(models.TextChoices):
    """The same words as ``matching.leads.LeadState``."""

    FOUND = "found", _("found")
    BOTH_INTERESTED = "both-interested", _("both interested")
    TALKS = "talks", _("talks")
    PILOT = "pilot", _("pilot")
    RUNNING = "running", _("running")
    DROPPED = "dropped", _("dropped")


class Lead(models.Model):
    """What both sides may know from the beginning."""

    working_group = models.ForeignKey(
        "territory.WorkingGroup", on_delete=models.CASCADE, related_name="leads", verbose_name=_("working group")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.FOUND)
    # A hash of the pair, so that a search does not find it twice and the row does not name it.
    pair_key = models.CharField(max_length=64, editable=False)
    score_percent = models.PositiveSmallIntegerField(_("score in percent, in steps of ten"))
    # By language; distances and quantities in steps.
    sentences = models.JSONField(_("why it could fit"))
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))
    found_at = models.DateTimeField(_("found on"), default=timezone.now)
    disclosed_at = models.DateTimeField(_("names shown"), null=True, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["working_group", "pair_key"], name="lead_found_once")]

    def __str__(self) -> str:
        return f"{_('lead')} {self.pk}"


class LeadSide(models.Model):
    """One side of a lead and its answer; empty while it has not answered."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="sides", verbose_name=_("lead"))
    direction = models.CharField(_("side"), max_length=3, choices=Direction)
    entry = models.ForeignKey(
        "territory.NeedOrOffer", on_delete=models.CASCADE, related_name="lead_sides", verbose_name=_("need or offer")
    )
    establishment = models.ForeignKey(
        "territory.Establishment", on_delete=models.CASCADE, related_name="lead_sides", verbose_name=_("establishment")
    )
    answer = models.BooleanField(_("interested"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("side of a lead")
        verbose_name_plural = _("sides of leads")
        ordering = ["lead", "-direction"]
        constraints = [models.UniqueConstraint(fields=["lead", "direction"], name="lead_has_two_sides")]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.direction}"


class Teller(models.TextChoices):
    """Who took a step: one of the sides, the facilitator, or both answers together."""

    NEED = "in", _("who needs it")
    OFFER = "out", _("who offers it")
    FACILITATOR = "facilitator", _("facilitator")
    BOTH = "both", _("both answers")


class LeadStep(models.Model):
    """A step of a lead with its reason and result; never changed, never deleted by people."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="steps", verbose_name=_("lead"))
    source = models.CharField(_("from"), max_length=20, choices=State)
    target = models.CharField(_("to"), max_length=20, choices=State)
    taken_by = models.CharField(_("by"), max_length=11, choices=Teller)
    actor = person_key(_("by whom"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    result_per_year = models.FloatField(_("passed on, t or MWh a year"), null=True, blank=True)
    result_eur = models.FloatField(_("gain in EUR a year"), null=True, blank=True)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a lead")
        verbose_name_plural = _("steps of leads")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result_per_year=None) | Q(result_per_year__gte=0), name="lead_result_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.source} → {self.target}"

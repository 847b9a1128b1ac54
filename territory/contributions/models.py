"""What the three things placed on the map have in common.

They are local initiatives, cooperation projects and pooled services.
"""

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.contributions.querysets import ContributionQuerySet, StageMoveQuerySet
from territory.naming import AboutAThing, person_key


class Theme(models.Model):
    """What a contribution is about. Data, not code: whoever plans a region writes them (territory/vision/themes.py)."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    meaning = models.TextField(
        _("meaning"), max_length=1000, blank=True, help_text=_("What belongs to it, in a few sentences.")
    )
    symbol = models.SlugField(_("symbol"), help_text=_("Name of the symbol in the map's icon set."))
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="theme_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """The four steps of the working method, and the run between the last two."""

    INVENTORY = "inventory", _("taking stock")
    SOLUTION = "solution", _("finding a solution")
    PILOT = "pilot", _("pilot")
    RUNNING = "running", _("running")
    EXTENDED = "extended", _("extended")


class State(models.TextChoices):
    """Who may read it: apart from the stage."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CHANGES_REQUESTED = "changes_requested", _("changes requested")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


class Contribution(models.Model):
    """A thing placed on the map. ``location`` is a point, a line or an area in the storage CRS."""

    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("summary"), max_length=4000, blank=True)
    theme = models.ForeignKey(
        "territory.Theme",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("theme"),
    )
    location = models.GeometryField(_("location"), srid=STORAGE_SRID, spatial_index=False)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day; empty while open."))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.INVENTORY)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    state_reason = models.TextField(_("reason given with the state"), blank=True)
    owner = models.ForeignKey(
        "territory.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsible organisation"),
    )
    partners = models.ManyToManyField(
        "territory.Organisation",
        blank=True,
        related_name="+",
        verbose_name=_("partners"),
    )
    link = models.URLField(_("link"), blank=True, max_length=500)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    trashed_at = models.DateTimeField(_("moved to the trash"), null=True, blank=True, editable=False, db_index=True)
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))

    objects = ContributionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_has_a_title"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="%(class)s_stage_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(class)s_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="%(class)s_published_has_a_date",
            ),
        ]
        indexes = [
            GistIndex(fields=["location"], name="%(class)s_location"),
            models.Index(fields=["owner", "state"], name="%(class)s_owner_state"),
        ]

    def __str__(self) -> str:
        return self.title


class StageMove(AboutAThing):
    """A thing came into a stage. Added, never changed: a mistake is mended by another move, and both are seen.

    The first of a thing has no ``source``; its day may be unknown and it needs no evidence.
    """

    version = models.PositiveIntegerField(_("version of the thing that came of it"))
    source = models.CharField(_("from stage"), max_length=10, choices=Stage, blank=True)
    target = models.CharField(_("to stage"), max_length=10, choices=Stage)
    moved_on = models.DateField(_("since"), null=True, blank=True, help_text=_("Empty where the day is not known."))
    evidence = models.TextField(_("evidence"), max_length=2000, blank=True)
    actor = person_key(_("recorded by"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)

    objects = StageMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage move")
        verbose_name_plural = _("stage moves")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "version"], name="stage_move_makes_a_version"),
            models.CheckConstraint(
                condition=Q(target__in=Stage.values) & (Q(source="") | Q(source__in=Stage.values)),
                name="stage_move_stages_are_known",
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="stage_move_leads_elsewhere"),
            models.CheckConstraint(
                condition=Q(source="") | (Q(moved_on__isnull=False) & ~Q(evidence="")),
                name="stage_move_has_a_day_and_evidence",
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id", "moved_on"], name="stage_on_a_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.target}"

    @property
    def is_step_back(self) -> bool:
        """Whether it led to an earlier stage."""
        order = list(Stage)
        return bool(self.source) and order.index(Stage(self.target)) < order.index(Stage(self.source))

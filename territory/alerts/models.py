"""What people follow, what they were told, and the mails on their way."""

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID


class Subject(models.TextChoices):
    """What a subscription is about. Duties: what waits for oneself or concerns one's own organisation."""

    COMMUNE = "commune", _("commune")
    PARK = "park", _("business park")
    AREA = "area", _("area")
    THEME = "theme", _("theme")
    DUTIES = "duties", _("own contributions and decisions")


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")


class Channel(models.TextChoices):
    BOTH = "both", _("by e-mail and here")
    MAIL = "mail", _("only by e-mail")
    NEWS = "news", _("only here")


class Subscription(models.Model):
    """A person follows one thing, in a rhythm, over a channel."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions", verbose_name=_("person")
    )
    subject = models.CharField(_("what"), max_length=10, choices=Subject)
    commune = models.ForeignKey(
        "layers.Commune",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    park = models.ForeignKey(
        "layers.BusinessPark",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("business park"),
    )
    theme = models.ForeignKey(
        "territory.Theme",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    area = models.GeometryField(_("area"), srid=STORAGE_SRID, null=True, blank=True)
    area_name = models.CharField(_("name of the area"), max_length=100, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.BOTH)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["subject", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(subject="commune", commune__isnull=False, park=None, theme=None, area=None)
                    | Q(subject="park", park__isnull=False, commune=None, theme=None, area=None)
                    | Q(subject="theme", theme__isnull=False, commune=None, park=None, area=None)
                    | Q(subject="area", area__isnull=False, commune=None, park=None, theme=None)
                    | Q(subject="duties", commune=None, park=None, theme=None, area=None)
                ),
                name="subscription_names_what_it_is_about",
            ),
            models.UniqueConstraint(
                fields=["reader", "commune"], condition=Q(subject="commune"), name="commune_followed_once"
            ),
            models.UniqueConstraint(fields=["reader", "park"], condition=Q(subject="park"), name="park_followed_once"),
            models.UniqueConstraint(
                fields=["reader", "theme"], condition=Q(subject="theme"), name="theme_followed_once"
            ),
            models.UniqueConstraint(fields=["reader"], condition=Q(subject="duties"), name="duties_stated_once"),
        ]
        indexes = [models.Index(fields=["subject"], name="subscription_subject")]

    def __str__(self) -> str:
        named = self.commune or self.park or self.theme or self.area_name
        return str(named or self.get_subject_display())


class Why(models.TextChoices):
    """In which quality somebody is told."""

    DECIDES = "decides", _("you decide on it")
    ASKED = "asked", _("it touches your commune")
    WRITES = "writes", _("your organisation wrote it")
    FOLLOWS = "follows", _("you follow it")
    TAKES_PART = "takes_part", _("your organisation takes part")


class Notification(models.Model):
    """One person is told of one happening, once, whatever leads to it."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news", verbose_name=_("person")
    )
    happening = models.ForeignKey(
        "territory.Happening", on_delete=models.CASCADE, related_name="+", verbose_name=_("happening")
    )
    why = models.CharField(_("why"), max_length=10, choices=Why)
    subscription = models.ForeignKey(
        Subscription,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("subscription"),
    )
    is_listed = models.BooleanField(_("in the list of news"), default=True)
    mail_rhythm = models.CharField(_("by e-mail"), max_length=10, choices=Rhythm, blank=True)
    mail = models.ForeignKey(
        "territory.OutgoingMail",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notifications",
        verbose_name=_("mail"),
    )
    created_at = models.DateTimeField(_("told"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "happening"], name="told_once")]
        indexes = [
            models.Index(fields=["reader"], condition=Q(read_at=None, is_listed=True), name="notification_unread"),
            models.Index(fields=["mail_rhythm", "reader"], condition=Q(mail=None), name="notification_not_mailed"),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.happening}"


class MailState(models.TextChoices):
    """``UNCLEAR``: the worker broke off between taking the mail and hearing that it was taken over.

    Such a mail may have reached its reader. It is marked and never sent again by itself.
    """

    QUEUED = "queued", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    UNCLEAR = "unclear", _("perhaps sent")
    FAILED = "failed", _("not sent")


class OutgoingMail(models.Model):
    """A mail as it is sent. ``key`` says what it is about: to one address each is written once."""

    address = models.EmailField(_("to"))
    key = models.CharField(_("key"), max_length=100)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("the same in HTML"), blank=True)
    unsubscribe_url = models.CharField(_("address for unsubscribing"), max_length=500, blank=True)
    message_id = models.CharField(_("message id"), max_length=150, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.TextField(_("what went wrong"), blank=True)
    queued_at = models.DateTimeField(_("written"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address", "key"], name="mail_written_once"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="mail_sent_has_a_time"),
        ]
        indexes = [models.Index(fields=["reader", "-queued_at"], name="mail_of_reader")]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"


class FeedKey(models.Model):
    """The secret part of a person's addresses for feed readers and calendars, which cannot sign in."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_key", verbose_name=_("person")
    )
    key = models.CharField(_("key"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("key of feeds")
        verbose_name_plural = _("keys of feeds")

    def __str__(self) -> str:
        return str(self.reader)

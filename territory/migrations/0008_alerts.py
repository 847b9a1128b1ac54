"""Alerts: what happened, who follows what, who was told, and the mails on their way."""

from pathlib import Path

import django.contrib.gis.db.models.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0003_region_release"),
        ("territory", "0007_membership_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True, verbose_name="key")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_key",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of feeds",
                "verbose_name_plural": "keys of feeds",
            },
        ),
        migrations.CreateModel(
            name="Happening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("changes_requested", "changes requested"),
                            ("published", "published"),
                            ("archived", "archived"),
                            ("draft", "withdrawn"),
                            ("stage", "another stage"),
                            ("starts_soon", "works begin soon"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                ("titles", models.JSONField(verbose_name="title by language")),
                ("location", django.contrib.gis.db.models.fields.GeometryField(srid=2169, verbose_name="location")),
                ("theme_code", models.SlugField(blank=True, verbose_name="theme")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "detail",
                    models.CharField(
                        blank=True, help_text="The stage, or the first day.", max_length=50, verbose_name="detail"
                    ),
                ),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "happening",
                "verbose_name_plural": "happenings",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, verbose_name="to")),
                ("key", models.CharField(max_length=100, verbose_name="key")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True, verbose_name="the same in HTML")),
                (
                    "unsubscribe_url",
                    models.CharField(blank=True, max_length=500, verbose_name="address for unsubscribing"),
                ),
                ("message_id", models.CharField(max_length=150, unique=True, verbose_name="message id")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waits to be sent"),
                            ("sending", "is being sent"),
                            ("sent", "sent"),
                            ("unclear", "perhaps sent"),
                            ("failed", "not sent"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("problem", models.TextField(blank=True, verbose_name="what went wrong")),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="taken by a worker")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "outgoing mail",
                "verbose_name_plural": "outgoing mails",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("park", "business park"),
                            ("area", "area"),
                            ("theme", "theme"),
                            ("duties", "own contributions and decisions"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "area",
                    django.contrib.gis.db.models.fields.GeometryField(
                        blank=True, null=True, srid=2169, verbose_name="area"
                    ),
                ),
                ("area_name", models.CharField(blank=True, max_length=100, verbose_name="name of the area")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("at_once", "at once"), ("daily", "once a day"), ("weekly", "once a week")],
                        default="daily",
                        max_length=10,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("both", "by e-mail and here"), ("mail", "only by e-mail"), ("news", "only here")],
                        default="both",
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="layers.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "park",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="layers.businesspark",
                        verbose_name="business park",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ["subject", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("decides", "you decide on it"),
                            ("writes", "your organisation wrote it"),
                            ("follows", "you follow it"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                ("is_listed", models.BooleanField(default=True, verbose_name="in the list of news")),
                (
                    "mail_rhythm",
                    models.CharField(
                        blank=True,
                        choices=[("at_once", "at once"), ("daily", "once a day"), ("weekly", "once a week")],
                        max_length=10,
                        verbose_name="by e-mail",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="told")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "happening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.happening",
                        verbose_name="happening",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notifications",
                        to="territory.outgoingmail",
                        verbose_name="mail",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territory.subscription",
                        verbose_name="subscription",
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="happening",
            index=models.Index(fields=["kind", "object_id", "what"], name="happening_of_thing"),
        ),
        migrations.AddConstraint(
            model_name="happening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("what", "starts_soon")),
                fields=("kind", "object_id", "detail"),
                name="works_announced_once_a_date",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["reader", "-queued_at"], name="mail_of_reader"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.UniqueConstraint(fields=("address", "key"), name="mail_written_once"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="mail_sent_has_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["subject"], name="subscription_subject"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("area", None),
                        ("commune__isnull", False),
                        ("park", None),
                        ("subject", "commune"),
                        ("theme", None),
                    ),
                    models.Q(
                        ("area", None), ("commune", None), ("park__isnull", False), ("subject", "park"), ("theme", None)
                    ),
                    models.Q(
                        ("area", None),
                        ("commune", None),
                        ("park", None),
                        ("subject", "theme"),
                        ("theme__isnull", False),
                    ),
                    models.Q(
                        ("area__isnull", False), ("commune", None), ("park", None), ("subject", "area"), ("theme", None)
                    ),
                    models.Q(("area", None), ("commune", None), ("park", None), ("subject", "duties"), ("theme", None)),
                    _connector="OR",
                ),
                name="subscription_names_what_it_is_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", "commune")), fields=("reader", "commune"), name="commune_followed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", "park")), fields=("reader", "park"), name="park_followed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", "theme")), fields=("reader", "theme"), name="theme_followed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subject", "duties")), fields=("reader",), name="duties_stated_once"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("is_listed", True), ("read_at", None)),
                fields=["reader"],
                name="notification_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail", None)), fields=["mail_rhythm", "reader"], name="notification_not_mailed"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(fields=("reader", "happening"), name="told_once"),
        ),
        migrations.RunSQL((SQL / "happenings_security.sql").read_text(), migrations.RunSQL.noop),
    ]

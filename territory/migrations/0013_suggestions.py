"""Suggestions of visitors, guarded by the database."""

from pathlib import Path

import django.contrib.gis.db.models.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0004_walking_networks"),
        ("territory", "0012_studies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="happening",
            name="what",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted"),
                    ("changes_requested", "changes requested"),
                    ("published", "published"),
                    ("archived", "archived"),
                    ("draft", "withdrawn"),
                    ("stage", "another stage"),
                    ("starts_soon", "works begin soon"),
                    ("suggested", "suggested by a visitor"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("suggestion", "suggestion"), ("error", "error report")],
                        max_length=10,
                        verbose_name="what it is",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                (
                    "location",
                    django.contrib.gis.db.models.fields.PointField(
                        spatial_index=False, srid=2169, verbose_name="location"
                    ),
                ),
                ("about_kind", models.CharField(blank=True, max_length=30, verbose_name="kind of what it is about")),
                ("about_id", models.BigIntegerField(blank=True, null=True, verbose_name="number of what it is about")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("fr", "Français"), ("en", "English"), ("lb", "Lëtzebuergesch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "not confirmed"),
                            ("new", "new"),
                            ("accepted", "taken up"),
                            ("answered", "answered"),
                            ("refused", "not taken up"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("key_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written")),
                ("expires_at", models.DateTimeField(verbose_name="to be confirmed until")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="layers.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="suggestions",
                        to="territory.localinitiative",
                        verbose_name="draft made of it",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["confirmed_at", "pk"],
                "indexes": [
                    models.Index(fields=["commune", "state"], name="suggestion_of_commune"),
                    models.Index(
                        condition=models.Q(("state", "unconfirmed")),
                        fields=["expires_at"],
                        name="suggestion_unconfirmed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="suggestion_has_a_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["unconfirmed", "new", "accepted", "answered", "refused"])),
                        name="suggestion_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "unconfirmed"), ("confirmed_at__isnull", False), _connector="OR"),
                        name="suggestion_read_once_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["unconfirmed", "new"]), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="suggestion_decided_has_a_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "suggestions_security.sql").read_text(), migrations.RunSQL.noop),
    ]

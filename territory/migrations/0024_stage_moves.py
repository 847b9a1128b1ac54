"""Moves between stages, each with a day and evidence."""

from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0023_no_table_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="StageMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                ("version", models.PositiveIntegerField(verbose_name="version of the thing that came of it")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inventory", "taking stock"),
                            ("solution", "finding a solution"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("extended", "extended"),
                        ],
                        max_length=10,
                        verbose_name="from stage",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("inventory", "taking stock"),
                            ("solution", "finding a solution"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("extended", "extended"),
                        ],
                        max_length=10,
                        verbose_name="to stage",
                    ),
                ),
                (
                    "moved_on",
                    models.DateField(
                        blank=True, help_text="Empty where the day is not known.", null=True, verbose_name="since"
                    ),
                ),
                ("evidence", models.TextField(blank=True, max_length=2000, verbose_name="evidence")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage move",
                "verbose_name_plural": "stage moves",
                "ordering": ["version"],
                "indexes": [models.Index(fields=["kind", "object_id", "moved_on"], name="stage_on_a_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id", "version"), name="stage_move_makes_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target__in", ["inventory", "solution", "pilot", "running", "extended"]),
                            models.Q(
                                ("source", ""),
                                ("source__in", ["inventory", "solution", "pilot", "running", "extended"]),
                                _connector="OR",
                            ),
                        ),
                        name="stage_move_stages_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="stage_move_leads_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", ""),
                            models.Q(("moved_on__isnull", False), models.Q(("evidence", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="stage_move_has_a_day_and_evidence",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "stage_moves.sql").read_text(), migrations.RunSQL.noop),
    ]

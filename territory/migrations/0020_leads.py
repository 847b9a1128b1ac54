"""Leads between neighbours, and the policies that keep names until both said yes (docs/decisions/0020)."""

from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0019_meanings_and_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "found"),
                            ("both-interested", "both interested"),
                            ("talks", "talks"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("dropped", "dropped"),
                        ],
                        default="found",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("pair_key", models.CharField(editable=False, max_length=64)),
                ("score_percent", models.PositiveSmallIntegerField(verbose_name="score in percent, in steps of ten")),
                ("sentences", models.JSONField(verbose_name="why it could fit")),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="found on")),
                ("disclosed_at", models.DateTimeField(blank=True, null=True, verbose_name="names shown")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "working_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leads",
                        to="territory.workinggroup",
                        verbose_name="working group",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LeadSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(choices=[("in", "need"), ("out", "offer")], max_length=3, verbose_name="side"),
                ),
                ("answer", models.BooleanField(blank=True, null=True, verbose_name="interested")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lead_sides",
                        to="territory.needoroffer",
                        verbose_name="need or offer",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lead_sides",
                        to="territory.establishment",
                        verbose_name="establishment",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sides",
                        to="territory.lead",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "side of a lead",
                "verbose_name_plural": "sides of leads",
                "ordering": ["lead", "-direction"],
            },
        ),
        migrations.CreateModel(
            name="LeadStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("found", "found"),
                            ("both-interested", "both interested"),
                            ("talks", "talks"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="from",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("found", "found"),
                            ("both-interested", "both interested"),
                            ("talks", "talks"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="to",
                    ),
                ),
                (
                    "taken_by",
                    models.CharField(
                        choices=[
                            ("in", "who needs it"),
                            ("out", "who offers it"),
                            ("facilitator", "facilitator"),
                            ("both", "both answers"),
                        ],
                        max_length=11,
                        verbose_name="by",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "result_per_year",
                    models.FloatField(blank=True, null=True, verbose_name="passed on, t or MWh a year"),
                ),
                ("result_eur", models.FloatField(blank=True, null=True, verbose_name="gain in EUR a year")),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="territory.lead",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a lead",
                "verbose_name_plural": "steps of leads",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MatchingRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waits"), ("running", "runs"), ("done", "done"), ("failed", "broken off")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("offers", models.PositiveIntegerField(default=0, verbose_name="offers")),
                ("needs", models.PositiveIntegerField(default=0, verbose_name="needs")),
                ("compared", models.PositiveIntegerField(default=0, verbose_name="offers compared")),
                ("fitting", models.PositiveIntegerField(default=0, verbose_name="pairs that could fit")),
                ("near_misses", models.PositiveIntegerField(default=0, verbose_name="near misses")),
                ("new_leads", models.PositiveIntegerField(default=0, verbose_name="new leads")),
                ("problem", models.TextField(blank=True, verbose_name="what went wrong")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="started")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                (
                    "working_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matching_runs",
                        to="territory.workinggroup",
                        verbose_name="working group",
                    ),
                ),
            ],
            options={
                "verbose_name": "search for leads",
                "verbose_name_plural": "searches for leads",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(fields=("working_group", "pair_key"), name="lead_found_once"),
        ),
        migrations.AddConstraint(
            model_name="leadside",
            constraint=models.UniqueConstraint(fields=("lead", "direction"), name="lead_has_two_sides"),
        ),
        migrations.AddConstraint(
            model_name="leadstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("result_per_year", None), ("result_per_year__gte", 0), _connector="OR"),
                name="lead_result_not_negative",
            ),
        ),
        migrations.RunSQL((SQL / "leads.sql").read_text(), migrations.RunSQL.noop),
    ]

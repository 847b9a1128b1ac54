"""Meetings of working groups and their decisions; who is told of them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0016_consents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(max_length=2000, verbose_name="decision")),
                (
                    "owner",
                    models.CharField(
                        help_text="A member or a function, not the name of a person.",
                        max_length=200,
                        verbose_name="who takes care of it",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["meeting", "number"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("agenda", models.TextField(blank=True, max_length=10000, verbose_name="agenda")),
                (
                    "minutes",
                    models.TextField(
                        blank=True, help_text="What was said.", max_length=50000, verbose_name="minutes of the meeting"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("trashed_at", models.DateTimeField(blank=True, null=True, verbose_name="moved to the trash")),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.AlterField(
            model_name="happening",
            name="detail",
            field=models.CharField(
                blank=True, help_text="The stage, the day, or who answers.", max_length=50, verbose_name="detail"
            ),
        ),
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
                    ("waits_again", "waits for consents again"),
                    ("consent_asked", "consent asked"),
                    ("consent_given", "consent given"),
                    ("consent_refused", "consent refused"),
                    ("starts_soon", "works begin soon"),
                    ("meeting", "a meeting is planned"),
                    ("decision", "a group has decided"),
                    ("decision_due", "a decision is due"),
                    ("suggested", "suggested by a visitor"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="why",
            field=models.CharField(
                choices=[
                    ("decides", "you decide on it"),
                    ("asked", "it touches your commune"),
                    ("writes", "your organisation wrote it"),
                    ("follows", "you follow it"),
                    ("takes_part", "your organisation takes part"),
                ],
                max_length=10,
                verbose_name="why",
            ),
        ),
        migrations.AddConstraint(
            model_name="happening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("what", "decision_due")),
                fields=("kind", "object_id", "detail"),
                name="reminded_once_a_date",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="working_group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meetings",
                to="territory.workinggroup",
                verbose_name="working group",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="territory.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["working_group", "starts_at"], name="meeting_of_group"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                name="meeting_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(condition=models.Q(("done_on__isnull", True)), fields=["due_on"], name="decision_open"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="decision_once_per_meeting"),
        ),
        migrations.RunSQL((SQL / "meeting_security.sql").read_text(), migrations.RunSQL.noop),
    ]

"""Comments on what is published, guarded by the database."""

from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0017_meetings"),
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
                    ("waits_again", "waits for consents again"),
                    ("consent_asked", "consent asked"),
                    ("consent_given", "consent given"),
                    ("consent_refused", "consent refused"),
                    ("starts_soon", "works begin soon"),
                    ("meeting", "a meeting is planned"),
                    ("decision", "a group has decided"),
                    ("decision_due", "a decision is due"),
                    ("suggested", "suggested by a visitor"),
                    ("commented", "commented"),
                    ("comment_waits", "a comment waits"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waits to be looked at"), ("shown", "shown"), ("hidden", "hidden")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason given with the state")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written")),
                (
                    "trashed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="moved to the trash"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
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
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=500, verbose_name="reason")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="reported")),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="territory.comment",
                        verbose_name="comment",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a comment",
                "verbose_name_plural": "reports of comments",
                "ordering": ["created_at"],
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["kind", "object_id", "created_at"], name="comment_of_thing"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("state", "waiting"), ("trashed_at", None)),
                fields=["created_at"],
                name="comment_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["author", "created_at"], name="comment_of_author"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="comment_has_a_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "shown", "hidden"])), name="comment_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="commentreport",
            constraint=models.UniqueConstraint(fields=("comment", "reporter"), name="comment_reported_once_each"),
        ),
        migrations.RunSQL((SQL / "comments_security.sql").read_text(), migrations.RunSQL.noop),
    ]

"""Sitings that are kept, guarded by the database."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0011_short_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("inputs", models.JSONField(verbose_name="question")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "working_group",
                    models.ForeignKey(
                        blank=True,
                        help_text="People of this working group read it and run it again.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="studies",
                        to="territory.workinggroup",
                        verbose_name="shared with",
                    ),
                ),
            ],
            options={
                "verbose_name": "siting study",
                "verbose_name_plural": "siting studies",
                "ordering": ["-updated_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StudyRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ran_at", models.DateTimeField(auto_now_add=True, verbose_name="calculated")),
                ("answer", models.JSONField(verbose_name="answer")),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="territory.study",
                        verbose_name="siting study",
                    ),
                ),
            ],
            options={
                "verbose_name": "run of a siting study",
                "verbose_name_plural": "runs of siting studies",
                "ordering": ["study", "-ran_at", "-id"],
                "indexes": [models.Index(fields=["study", "-ran_at"], name="study_run_latest")],
            },
        ),
        migrations.RunSQL((SQL / "study_security.sql").read_text(), migrations.RunSQL.noop),
    ]

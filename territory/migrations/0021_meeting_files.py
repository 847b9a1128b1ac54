"""Files of meetings."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0020_leads"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="territory.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a meeting",
                "verbose_name_plural": "files of meetings",
                "ordering": ["pk"],
            },
        ),
        migrations.RunSQL((SQL / "meeting_files_security.sql").read_text(), migrations.RunSQL.noop),
    ]

"""Sites that may show the map."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0032_saved_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbeddingSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=200, unique=True, verbose_name="web site")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "site that may embed the map",
                "verbose_name_plural": "sites that may embed the map",
                "ordering": ["origin"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$")),
                        name="embedding_site_is_an_origin",
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "embedding_sites.sql").read_text(), migrations.RunSQL.noop),
    ]

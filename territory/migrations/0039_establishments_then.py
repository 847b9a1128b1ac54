"""Establishments as they were known at a moment are found by index, and counted in cells as they were then."""

from pathlib import Path

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.functions import Collate

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0038_establishments_by_jobs_and_code"),
    ]

    operations = [
        migrations.CreateModel(
            name="EstablishmentCellChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gx", models.IntegerField(verbose_name="column at zoom level 15")),
                ("gy", models.IntegerField(verbose_name="row at zoom level 15, from the north")),
                ("establishments", models.IntegerField(verbose_name="establishments")),
                (
                    "stating",
                    models.IntegerField(db_default=0, default=0, verbose_name="establishments that state their jobs"),
                ),
                ("jobs", models.BigIntegerField(verbose_name="jobs")),
                ("sum_x_m", models.BigIntegerField(verbose_name="sum of positions to the east, Web Mercator")),
                ("sum_y_m", models.BigIntegerField(verbose_name="sum of positions to the north, Web Mercator")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "change of a cell",
                "verbose_name_plural": "changes of cells",
            },
        ),
        migrations.AddField(
            model_name="establishmentevent",
            name="known_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="known until"),
        ),
        migrations.RemoveIndex(model_name="establishmentevent", name="establishment_since"),
        migrations.AddIndex(
            model_name="establishmentevent",
            index=models.Index(fields=["pgh_created_at"], name="establishment_known_from"),
        ),
        migrations.AddIndex(
            model_name="establishmentevent",
            index=models.Index(Collate("name", "und-x-icu"), models.F("pgh_obj"), name="establishment_known_by_name"),
        ),
        migrations.AddIndex(
            model_name="establishmentevent",
            index=django.contrib.postgres.indexes.GistIndex(fields=["location"], name="establishment_known_at"),
        ),
        migrations.AddConstraint(
            model_name="establishmentcellchange",
            constraint=models.UniqueConstraint(
                fields=("changed_at", "gx", "gy"), name="establishment_cell_changed_once"
            ),
        ),
        migrations.RunSQL((SQL / "establishments_then.sql").read_text()),
    ]

"""What lay around a contribution when it was submitted, kept with it."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0026_enquiries"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                ("version", models.PositiveIntegerField(verbose_name="version of the thing that was submitted")),
                ("submitted_at", models.DateTimeField(verbose_name="submitted")),
                ("made_at", models.DateTimeField(verbose_name="put together")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("sheet", models.JSONField(help_text="By language.", verbose_name="sheet")),
            ],
            options={
                "verbose_name": "kept context sheet",
                "verbose_name_plural": "kept context sheets",
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id", "version"), name="one_sheet_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="sheet_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "kept_sheets.sql").read_text(), migrations.RunSQL.noop),
    ]

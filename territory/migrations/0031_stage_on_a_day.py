"""The stage that a thing was in on a day, asked of the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0030_establishments_by_name"),
    ]

    operations = [
        migrations.RunSQL(
            (SQL / "stage_on.sql").read_text(),
            "drop function if exists territory_stage_on(text, bigint, integer, text, date)",
        ),
    ]

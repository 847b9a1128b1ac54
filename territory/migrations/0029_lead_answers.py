"""Each side of a lead answers once, for itself: the database says so too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0028_stated_jobs_in_cells"),
    ]

    operations = [
        migrations.RunSQL((SQL / "lead_answers.sql").read_text(), migrations.RunSQL.noop),
    ]

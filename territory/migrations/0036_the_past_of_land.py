"""The second clock asks the land too: the tram's history is read like the others, and what changed since is found fast."""

from pathlib import Path

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0035_taking_back"), ("layers", "0007_tram_history")]

    operations = [
        migrations.AddIndex(
            model_name="establishmentevent",
            index=BrinIndex(autosummarize=True, fields=["pgh_created_at"], name="establishment_since"),
        ),
        migrations.RunSQL((SQL / "past_of_land.sql").read_text(), migrations.RunSQL.noop),
    ]

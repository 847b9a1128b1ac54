"""Writers take what is public back for changes; until now only moderators could."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0034_public_place_security")]

    operations = [
        migrations.RunSQL((SQL / "taking_back.sql").read_text(), migrations.RunSQL.noop),
    ]

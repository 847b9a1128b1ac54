"""Public places are land like the rest: read by everyone, mended by administrators; imports run as the owner."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0033_embedding_sites"),
        ("layers", "0006_public_places"),
    ]

    operations = [
        migrations.RunSQL((SQL / "public_place_security.sql").read_text(), migrations.RunSQL.noop),
    ]

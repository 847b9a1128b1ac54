"""The mandates, enforced by the database: row-level security beneath the rules (docs/decisions/0009)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0004_search")]
    operations = [migrations.RunSQL((SQL / "row_security.sql").read_text(), migrations.RunSQL.noop)]

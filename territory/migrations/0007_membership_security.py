"""Memberships, invitations, mandates and organisations, guarded by the database (docs/decisions/0010)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0006_memberships_and_invitations")]
    operations = [migrations.RunSQL((SQL / "membership_security.sql").read_text(), migrations.RunSQL.noop)]

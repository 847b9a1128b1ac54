"""Rasters, guarded by the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0021_meeting_files"), ("layers", "0005_raster_layers")]
    operations = [migrations.RunSQL((SQL / "raster_security.sql").read_text(), migrations.RunSQL.noop)]

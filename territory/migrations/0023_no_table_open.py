"""No table stands open: what the application's role may not write without an acting person, it cannot."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0022_raster_security"),
        ("layers", "0005_raster_layers"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [migrations.RunSQL((SQL / "no_table_open.sql").read_text(), migrations.RunSQL.noop)]

"""Each cell also knows how many of its establishments state their jobs: figures of regions are read from cells."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"

COUNT_WHAT_IS_THERE = """
UPDATE territory_establishmentcell AS cell SET stating = counted.stating FROM (
    SELECT floor((20037508.342789244 + ST_X(point)) / (2 * 20037508.342789244 / 32768))::int AS gx,
        floor((20037508.342789244 - ST_Y(point)) / (2 * 20037508.342789244 / 32768))::int AS gy,
        count(*) AS stating
    FROM (
        SELECT ST_Transform(location, 3857) AS point FROM territory_establishment WHERE jobs IS NOT NULL
    ) AS placed GROUP BY 1, 2
) AS counted WHERE (cell.gx, cell.gy) = (counted.gx, counted.gy);
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0027_kept_sheets")]
    operations = [
        migrations.AddField(
            model_name="establishmentcell",
            name="stating",
            field=models.IntegerField(db_default=0, default=0, verbose_name="establishments that state their jobs"),
        ),
        migrations.RunSQL((SQL / "stated_jobs_in_cells.sql").read_text()),
        migrations.RunSQL(COUNT_WHAT_IS_THERE),
    ]

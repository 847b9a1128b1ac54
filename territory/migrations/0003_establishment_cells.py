"""Counts of establishments per cell of the tile grid, kept by triggers that see each statement as a whole."""

from django.db import migrations, models

# One statement may touch a million rows: they are summed by cell first, then added to the table in one go.
# Cells are taken in one order, so that two writers wait for each other instead of locking each other out.
FOLLOW = """
CREATE FUNCTION follow_establishments() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    half_world_m CONSTANT float8 := 20037508.342789244;
    cell_m CONSTANT float8 := 2 * half_world_m / 32768;  -- zoom level 15
    changed CONSTANT text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT location, jobs, 1 AS sign FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT location, jobs, -1 AS sign FROM old_rows'
        ELSE 'SELECT location, jobs, 1 AS sign FROM new_rows UNION ALL SELECT location, jobs, -1 FROM old_rows'
    END;
BEGIN
    EXECUTE format($sql$
        WITH placed AS (
            SELECT ST_Transform(location, 3857) AS point, coalesce(jobs, 0) AS jobs, sign FROM (%s) AS changed
        ), summed AS (
            SELECT floor(($1 + ST_X(point)) / $2)::int AS gx, floor(($1 - ST_Y(point)) / $2)::int AS gy,
                sum(sign)::int AS establishments, sum(sign * jobs)::bigint AS jobs,
                sum(sign * round(ST_X(point))::bigint)::bigint AS sum_x_m,
                sum(sign * round(ST_Y(point))::bigint)::bigint AS sum_y_m
            FROM placed GROUP BY 1, 2
        )
        INSERT INTO territory_establishmentcell AS cell (gx, gy, establishments, jobs, sum_x_m, sum_y_m)
        SELECT * FROM summed
        WHERE (establishments, jobs, sum_x_m, sum_y_m) IS DISTINCT FROM (0, 0, 0, 0)
        ORDER BY gx, gy
        ON CONFLICT (gx, gy) DO UPDATE SET
            establishments = cell.establishments + excluded.establishments,
            jobs = cell.jobs + excluded.jobs,
            sum_x_m = cell.sum_x_m + excluded.sum_x_m,
            sum_y_m = cell.sum_y_m + excluded.sum_y_m
        $sql$, changed) USING half_world_m, cell_m;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM territory_establishmentcell WHERE establishments = 0;
    END IF;
    RETURN NULL;
END $body$;

CREATE FUNCTION forget_establishment_cells() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    DELETE FROM territory_establishmentcell;
    RETURN NULL;
END $body$;

CREATE TRIGGER cells_follow_insert AFTER INSERT ON territory_establishment
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_establishments();
CREATE TRIGGER cells_follow_update AFTER UPDATE ON territory_establishment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_establishments();
CREATE TRIGGER cells_follow_delete AFTER DELETE ON territory_establishment
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_establishments();
CREATE TRIGGER cells_follow_truncate AFTER TRUNCATE ON territory_establishment
    FOR EACH STATEMENT EXECUTE FUNCTION forget_establishment_cells();
"""

UNFOLLOW = """
DROP TRIGGER cells_follow_truncate ON territory_establishment;
DROP TRIGGER cells_follow_delete ON territory_establishment;
DROP TRIGGER cells_follow_update ON territory_establishment;
DROP TRIGGER cells_follow_insert ON territory_establishment;
DROP FUNCTION forget_establishment_cells();
DROP FUNCTION follow_establishments();
"""

# Rows that were there before the triggers: an update that changes nothing would count them as nothing, so count here.
COUNT_WHAT_IS_THERE = """
INSERT INTO territory_establishmentcell (gx, gy, establishments, jobs, sum_x_m, sum_y_m)
SELECT floor((20037508.342789244 + ST_X(point)) / (2 * 20037508.342789244 / 32768))::int,
    floor((20037508.342789244 - ST_Y(point)) / (2 * 20037508.342789244 / 32768))::int,
    count(*), coalesce(sum(jobs), 0), sum(round(ST_X(point))::bigint), sum(round(ST_Y(point))::bigint)
FROM (SELECT ST_Transform(location, 3857) AS point, jobs FROM territory_establishment) AS placed
GROUP BY 1, 2;
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0002_themes")]
    operations = [
        migrations.CreateModel(
            name="EstablishmentCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gx", models.IntegerField(verbose_name="column at zoom level 15")),
                ("gy", models.IntegerField(verbose_name="row at zoom level 15, from the north")),
                ("establishments", models.IntegerField(verbose_name="establishments")),
                ("jobs", models.BigIntegerField(verbose_name="jobs")),
                ("sum_x_m", models.BigIntegerField(verbose_name="sum of positions to the east, Web Mercator")),
                ("sum_y_m", models.BigIntegerField(verbose_name="sum of positions to the north, Web Mercator")),
            ],
            options={
                "verbose_name": "establishments in a cell",
                "verbose_name_plural": "establishments in cells",
                "constraints": [
                    models.UniqueConstraint(fields=("gx", "gy"), name="establishment_cell_counted_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="establishment",
            index=models.Index(fields=["nace_section", "id"], name="establishment_nace_section"),
        ),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.RunSQL(COUNT_WHAT_IS_THERE, migrations.RunSQL.noop),
    ]

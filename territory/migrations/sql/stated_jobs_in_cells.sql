-- The counts per cell of the tile grid, now with how many establishments state their jobs.
-- One statement may touch a million rows: they are summed by cell first, then added to the table in one go.
-- Cells are taken in one order, so that two writers wait for each other instead of locking each other out.
CREATE OR REPLACE FUNCTION follow_establishments() RETURNS trigger LANGUAGE plpgsql AS $body$
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
            SELECT ST_Transform(location, 3857) AS point, jobs, sign FROM (%s) AS changed
        ), summed AS (
            SELECT floor(($1 + ST_X(point)) / $2)::int AS gx, floor(($1 - ST_Y(point)) / $2)::int AS gy,
                sum(sign)::int AS establishments, coalesce(sum(sign) FILTER (WHERE jobs IS NOT NULL), 0)::int AS stating,
                coalesce(sum(sign * jobs), 0)::bigint AS jobs,
                sum(sign * round(ST_X(point))::bigint)::bigint AS sum_x_m,
                sum(sign * round(ST_Y(point))::bigint)::bigint AS sum_y_m
            FROM placed GROUP BY 1, 2
        )
        INSERT INTO territory_establishmentcell AS cell (gx, gy, establishments, stating, jobs, sum_x_m, sum_y_m)
        SELECT * FROM summed
        WHERE (establishments, stating, jobs, sum_x_m, sum_y_m) IS DISTINCT FROM (0, 0, 0, 0, 0)
        ORDER BY gx, gy
        ON CONFLICT (gx, gy) DO UPDATE SET
            establishments = cell.establishments + excluded.establishments,
            stating = cell.stating + excluded.stating,
            jobs = cell.jobs + excluded.jobs,
            sum_x_m = cell.sum_x_m + excluded.sum_x_m,
            sum_y_m = cell.sum_y_m + excluded.sum_y_m
        $sql$, changed) USING half_world_m, cell_m;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM territory_establishmentcell WHERE establishments = 0;
    END IF;
    RETURN NULL;
END $body$;

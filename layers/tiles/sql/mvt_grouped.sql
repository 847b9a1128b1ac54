-- One vector tile at low zoom: rows alone in their cell as themselves, rows that share a cell as one point with "count".
-- Inputs, in order: half the width of the world (m), edge of a cell (m), the same again for the rows of cells; first
-- and last cell column, first and last cell row; west, south, east, north of the tile (metres, EPSG:3857); name of the
-- MVT layer.
-- rows: a query of feature_id, shape (point, EPSG:3857) and the attributes, narrowed to the tile by the GiST index on
-- the stored geometry. singles: each attribute, kept only where a cell holds one row.
-- Output: the tile as bytes. A row belongs to exactly one cell and a cell to exactly one tile.
WITH source AS (
    {rows}
), placed AS (
    SELECT source.*,
        floor((ST_X(shape) + %s) / %s)::int AS gx,
        floor((%s - ST_Y(shape)) / %s)::int AS gy
    FROM source
), grouped AS (
    SELECT CASE WHEN count(*) = 1 THEN min(feature_id) END AS feature_id,
        NULLIF(count(*), 1) AS count, {singles}
        ST_Centroid(ST_Collect(shape)) AS shape
    FROM placed
    WHERE gx BETWEEN %s AND %s AND gy BETWEEN %s AND %s
    GROUP BY gx, gy
), tile AS (
    SELECT feature_id, count, {attributes}
        ST_AsMVTGeom(shape, ST_MakeEnvelope(%s, %s, %s, %s, 3857), 4096, 64, true) AS shape
    FROM grouped
)
SELECT ST_AsMVT(tile, %s, 4096, 'shape', 'feature_id')
FROM tile
WHERE shape IS NOT NULL

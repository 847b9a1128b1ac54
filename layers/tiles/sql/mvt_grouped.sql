-- One vector tile at low zoom: rows alone in their cell as themselves, rows that share a cell as one point with "count".
-- Inputs, in order: half the width of the world (m), edge of a cell (m), the same again for the rows of cells; values of
-- the places; first and last cell column, first and last cell row; west, south, east, north of the tile (metres,
-- EPSG:3857); values of the rows; name of the MVT layer.
-- places: a query of feature_id, shape (point, EPSG:3857) and what is summed, narrowed to the tile by the GiST index on
-- the stored geometry. Materialized, or each point would be transformed once for every use of it.
-- rows: the same rows with their other attributes, which are worked out for those alone in their cell only.
-- Output: the tile as bytes. A row belongs to exactly one cell and a cell to exactly one tile.
WITH placed AS MATERIALIZED (
    SELECT place.*,
        floor((ST_X(shape) + %s) / %s)::int AS gx,
        floor((%s - ST_Y(shape)) / %s)::int AS gy
    FROM (SELECT * FROM ({places}) AS source OFFSET 0) AS place
), grouped AS MATERIALIZED (
    SELECT CASE WHEN count(*) = 1 THEN min(feature_id) END AS feature_id,
        NULLIF(count(*), 1) AS count, {sums}
        ST_Centroid(ST_Collect(shape)) AS shape
    FROM placed
    WHERE gx BETWEEN %s AND %s AND gy BETWEEN %s AND %s
    GROUP BY gx, gy
), tile AS MATERIALIZED (
    SELECT grouped.feature_id, count, {attributes}
        ST_AsMVTGeom(grouped.shape, ST_MakeEnvelope(%s, %s, %s, %s, 3857), 4096, 64, true) AS shape
    FROM grouped LEFT JOIN ({rows}) AS alone ON alone.feature_id = grouped.feature_id
)
SELECT ST_AsMVT(tile, %s, 4096, 'shape', 'feature_id')
FROM tile
WHERE shape IS NOT NULL

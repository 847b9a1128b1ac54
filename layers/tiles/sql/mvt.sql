-- One vector tile: every row that touches the tile, each as one feature.
-- Inputs, in order: west, south, east, north of the tile (metres, EPSG:3857); those of the rows; name of the MVT layer.
-- rows: a query of feature_id, shape (EPSG:3857) and the attributes; it narrows to the tile by the GiST
-- index on the stored geometry (EPSG:2169).
-- Output: the tile as bytes; 256 of 4096 units around its edge are drawn too, so that symbols and strokes meet.
-- Materialized, or each shape would be cut twice: once to see whether anything is left of it.
WITH tile AS MATERIALIZED (
    SELECT feature_id, {attributes}
        ST_AsMVTGeom(shape, ST_MakeEnvelope(%s, %s, %s, %s, 3857), 4096, 256, true) AS shape
    FROM ({rows}) AS source
)
SELECT ST_AsMVT(tile, %s, 4096, 'shape', 'feature_id')
FROM tile
WHERE shape IS NOT NULL

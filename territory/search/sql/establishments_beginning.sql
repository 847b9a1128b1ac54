-- Ids of the establishments whose name begins with what was typed, in the order of their names.
-- Inputs, in order: a LIKE pattern, with its own wildcards escaped; how many at most.
-- Relies on establishment_name_begins (text_pattern_ops): "USING ~<~" is that index's order, so the search stops at the
-- limit, and the name that is just what was typed comes first. The ORM cannot write such an order.
SELECT id
FROM territory_establishment
WHERE search_text(name) LIKE search_text(%s)
ORDER BY search_text(name) USING ~<~
LIMIT %s

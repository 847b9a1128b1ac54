"""Search by name that forgives accents, case and typing errors, on a million establishments."""

from django.db import migrations

# unaccent() itself is only STABLE, since its dictionary could be exchanged; naming the dictionary fixes it, and an
# index may stand on it.
SEARCH_TEXT = """
CREATE FUNCTION search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;
CREATE INDEX establishment_name_trigrams ON territory_establishment USING gin (search_text(name) gin_trgm_ops);
CREATE INDEX establishment_name_begins ON territory_establishment (search_text(name) text_pattern_ops);
CREATE INDEX company_name_trigrams ON territory_company USING gin (search_text(name) gin_trgm_ops);
"""

FORGET = """
DROP INDEX company_name_trigrams;
DROP INDEX establishment_name_begins;
DROP INDEX establishment_name_trigrams;
DROP FUNCTION search_text(text);
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0003_establishment_cells")]
    operations = [migrations.RunSQL(SEARCH_TEXT, FORGET)]

"""Search by name that forgives accents, case and typing errors, on a million establishments."""

from django.db import migrations

# unaccent() itself is only STABLE, since its dictionary could be exchanged; naming the dictionary
# fixes it, and an index may stand on it.
FUNCTIONS = """
CREATE FUNCTION search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

-- How well a name fits what was typed: the whole name, its beginning, the beginning of a word in it,
-- else how alike they are; 0 where they are not. Both come through search_text().
CREATE FUNCTION search_rank(typed text, name text) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE
    WHEN name IS NULL OR name = '' THEN 0
    WHEN name = typed THEN 4
    WHEN starts_with(name, typed) THEN 3 + public.similarity(typed, name)
    WHEN strpos(name, ' ' || typed) > 0 OR strpos(name, '-' || typed) > 0 THEN 2 + public.similarity(typed, name)
    WHEN public.word_similarity(typed, name) >= 0.5
        THEN public.word_similarity(typed, name) + public.similarity(typed, name) / 2
    ELSE 0 END $$;
"""

# The columns are written as territory/search/text.py writes them: else the index would not be used.
TITLES = "search_text({})".format(
    " || ' ' || ".join(f"coalesce(title_{code}, '')" for code in ("de", "fr", "en", "lb"))
)
INDEXES = {
    "establishment_name_trigrams": "territory_establishment USING gin (search_text(name) gin_trgm_ops)",
    "establishment_name_begins": "territory_establishment (search_text(name) text_pattern_ops)",
    "company_name_trigrams": "territory_company USING gin (search_text(name) gin_trgm_ops)",
    "localinitiative_title_trigrams": f"territory_localinitiative USING gin ({TITLES} gin_trgm_ops)",
    "cooperationproject_title_trigrams": f"territory_cooperationproject USING gin ({TITLES} gin_trgm_ops)",
    "pooledservice_title_trigrams": f"territory_pooledservice USING gin ({TITLES} gin_trgm_ops)",
}


class Migration(migrations.Migration):
    dependencies = [("territory", "0003_establishment_cells")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS, "DROP FUNCTION search_rank(text, text); DROP FUNCTION search_text(text);"
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {place}", f"DROP INDEX {name}")
            for name, place in INDEXES.items()
        ),
    ]

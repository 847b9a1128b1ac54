"""Summaries are searched by index, and the words of all texts noted, so that typing errors in them are forgiven."""

from pathlib import Path

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"

# The columns are written as territory/search/text.py writes them: else the index would not be used.
SUMMARIES = "search_text({})".format(
    " || ' ' || ".join(f"coalesce(summary_{code}, '')" for code in ("de", "fr", "en", "lb"))
)


class Migration(migrations.Migration):
    dependencies = [("territory", "0040_themes_of_the_region")]

    operations = [
        migrations.CreateModel(
            name="KnownWord",
            fields=[("word", models.TextField(primary_key=True, serialize=False, verbose_name="word"))],
            options={
                "verbose_name": "known word",
                "verbose_name_plural": "known words",
                "indexes": [GinIndex(OpClass("word", "gin_trgm_ops"), name="known_word_trigrams")],
            },
        ),
        migrations.RunSQL((SQL / "known_words.sql").read_text(), migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"CREATE INDEX {kind}_summary_trigrams ON territory_{kind} USING gin ({SUMMARIES} gin_trgm_ops)",
                f"DROP INDEX {kind}_summary_trigrams",
            )
            for kind in ("localinitiative", "cooperationproject", "pooledservice")
        ),
    ]

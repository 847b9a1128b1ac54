"""The search finds a bus stop among many by an index, as it does an establishment (0004_search.py)."""

from django.db import migrations

INDEX = "publicplace_name_trigrams"


class Migration(migrations.Migration):
    dependencies = [("territory", "0036_the_past_of_land"), ("layers", "0006_public_places")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {INDEX} ON layers_publicplace USING gin (search_text(name) gin_trgm_ops)",
            f"DROP INDEX {INDEX}",
        )
    ]

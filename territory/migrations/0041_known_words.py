"""The words of titles and summaries, so that typing errors in them are forgiven."""

from pathlib import Path

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


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
    ]

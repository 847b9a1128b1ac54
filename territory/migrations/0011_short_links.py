"""Short links to views of the map."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0010_trash"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShortLink",
            fields=[
                ("code", models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name="code")),
                (
                    "target",
                    models.CharField(max_length=2000, unique=True, verbose_name="address behind the language"),
                ),
                ("made_on", models.DateField(auto_now_add=True, verbose_name="made on")),
            ],
            options={
                "verbose_name": "short link",
                "verbose_name_plural": "short links",
                "ordering": ["code"],
            },
        ),
        migrations.RunSQL((SQL / "short_links.sql").read_text(), migrations.RunSQL.noop),
    ]

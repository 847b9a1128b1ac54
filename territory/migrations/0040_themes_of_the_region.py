"""Themes are written by whoever plans a region, each with a name; those of the same place stand in the order of their making."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("territory", "0039_establishments_then")]

    operations = [
        migrations.AlterModelOptions(
            name="theme",
            options={"ordering": ["position", "id"], "verbose_name": "theme", "verbose_name_plural": "themes"},
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(condition=~models.Q(name=""), name="theme_has_a_name"),
        ),
        migrations.RunSQL((SQL / "themes.sql").read_text(), migrations.RunSQL.noop),
    ]

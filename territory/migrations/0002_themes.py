"""The themes every installation starts with; a region adds its own in the back office."""

from django.db import migrations

# code, symbol, then the name in de, fr, en, lb
THEMES = (
    ("mobility", "bus", "Mobilität", "Mobilité", "Mobility", "Mobilitéit"),
    ("energy", "bolt", "Energie", "Énergie", "Energy", "Energie"),
    (
        "waste",
        "recycle",
        "Abfall und Kreislaufwirtschaft",
        "Déchets et économie circulaire",
        "Waste and circular economy",
        "Offall a Kreeslafwirtschaft",
    ),
    (
        "green-spaces",
        "trees",
        "Grünflächen",
        "Espaces verts",
        "Green spaces",
        "Gréngflächen",
    ),
    ("food", "apple", "Ernährung", "Alimentation", "Food", "Ernierung"),
    ("buildings", "building", "Gebäude", "Bâtiments", "Buildings", "Gebaier"),
    (
        "cohesion",
        "users-group",
        "Zusammenhalt",
        "Cohésion sociale",
        "Cohesion",
        "Zesummenhalt",
    ),
)


def add_themes(apps, schema_editor):
    Theme = apps.get_model("territory", "Theme")
    for position, (code, symbol, de, fr, en, lb) in enumerate(THEMES, start=1):
        Theme.objects.get_or_create(
            code=code,
            defaults={
                "symbol": symbol,
                "position": position,
                "name": fr,
                "name_de": de,
                "name_fr": fr,
                "name_en": en,
                "name_lb": lb,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]
    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]

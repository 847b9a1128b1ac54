"""The demo with HTML in whatever its administrator can write, and as it was before.

Run by ``manage.py shell`` in the name of the administrator, with the rights of the web process.
"""

import json
from pathlib import Path

from django.apps import apps

from territory.acting import acting_as
from territory.people.models import User
from tests.frontend.test_hostile_everywhere import typed_columns

ADMINISTRATOR = "administrator@example.org"
MODELS = (
    "BusinessPark",
    "Commune",
    "Company",
    "ConstructionPhase",
    "ConstructionZone",
    "Decision",
    "Establishment",
    "Goal",
    "Meeting",
    "NeedOrOffer",
    "Organisation",
    "RasterLayer",
    "Region",
    "Source",
    "Study",
    "Theme",
    "TransitRoute",
    "TransitSection",
    "TransitStop",
    "User",
    "WorkingGroup",
)

Words = dict[str, dict[str, dict[str, str]]]


def _writable():
    known = {
        model.__name__: model for label in ("territory", "layers") for model in apps.get_app_config(label).get_models()
    }
    return [known[name] for name in MODELS]


def spoil() -> Words:
    """What stood there, by model, key and column; now a probe stands in each."""
    stood: Words = {}
    with acting_as(User.objects.get(email=ADMINISTRATOR)):
        for model in _writable():
            columns = typed_columns(model)
            rows = model._default_manager.values("pk", *columns)
            stood[model.__name__] = {str(row.pop("pk")): row for row in rows}
            # What others keep from the administrator stays as it is.
            assert model._default_manager.update(**columns) > 0, model
    return stood


def mend(stood: Words) -> None:
    """Writes back what ``spoil`` found."""
    with acting_as(User.objects.get(email=ADMINISTRATOR)):
        for model in _writable():
            for key, columns in stood[model.__name__].items():
                model._default_manager.filter(pk=key).update(**columns)


def run(wish: str, kept: str) -> None:
    """``spoil`` into the file ``kept``, or ``mend`` from it."""
    file = Path(kept)
    if wish == "mend":
        mend(json.loads(file.read_text()))
    else:
        file.write_text(json.dumps(spoil()))

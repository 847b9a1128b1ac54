"""docs/domain.md uses the words that people read: those of the translations."""

import re

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from territory.contributions.models import Stage, State
from territory.organisations.models import OrganisationKind
from territory.organisations.roles import Role

DOCUMENT = (settings.BASE_DIR / "docs" / "domain.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
ROWS = {word: texts for word, *texts in ROW.findall(DOCUMENT) if word not in {"word", "---"}}
# Tables that say how others hang together, or only make reading fast: nobody meets their names.
NOT_IN_THE_GLOSSARY = {
    "RegionMembership",
    "RouteStop",
    "ImportRun",
    "WorkingGroupMember",
    "ApiToken",
    "EstablishmentCell",
    "EstablishmentCellChange",
    "User",
}


def english(text: object) -> str:
    with translation.override("en"):
        return str(text)


def words_of_the_code() -> set[str]:
    models = [
        model
        for app in ("layers", "territory")
        for model in apps.get_app_config(app).get_models()
        if "pgh_id" not in {field.name for field in model._meta.get_fields()}
        and model.__name__ not in NOT_IN_THE_GLOSSARY
    ]
    words = {english(model._meta.verbose_name) for model in models}
    for choices in (Stage, State, Role):
        words |= {english(label) for label in choices.labels}
    kinds = set(OrganisationKind.labels) - {OrganisationKind.ASSOCIATION.label}
    return words | {english(label) for label in kinds}


@pytest.mark.parametrize("word", sorted(words_of_the_code()))
def test_every_kind_role_stage_and_state_is_in_the_glossary(word):
    assert word in ROWS


@pytest.mark.parametrize(("place", "language"), list(enumerate(["de", "fr", "lb"])))
def test_the_glossary_says_the_words_of_the_interface(place, language):
    path = settings.BASE_DIR / "frontend" / "locale" / language / "LC_MESSAGES" / "django.po"
    translations = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
    said = {word: texts[place] for word, texts in ROWS.items() if translations.get(word)}
    assert len(said) > 40
    assert said == {word: translations[word] for word in said}

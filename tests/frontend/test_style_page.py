"""The style page shows what the sheets hold, and nothing is left out."""

import re

import pytest
from django.conf import settings

from frontend.style_sheet import tokens
from territory.contributions.models import Stage, Theme

pytestmark = pytest.mark.django_db
SHEET = settings.BASE_DIR / "frontend/static/frontend/css/tokens.css"


def test_every_token_stands_on_the_page(client) -> None:
    page = client.get("/en/style/").content.decode()
    named = set(re.findall(r"^\s+--([\w-]+):", SHEET.read_text(), re.MULTILINE))
    assert {token.name for token in tokens()} == named
    assert [name for name in named if f"--{name}<" not in page] == []


def test_the_dark_colours_are_those_of_the_dark_scheme() -> None:
    paper = next(token for token in tokens() if token.name == "paper")
    assert (paper.light, paper.dark) == ("#f6f3ec", "#12191e")


def test_a_sign_for_each_kind_theme_and_stage_in_both_schemes(client) -> None:
    page = client.get("/de/style/").content.decode()
    signs = re.findall(
        r'<canvas data-collection="([\w-]+)" data-stage="(\w+)" data-symbol="([\w-]+)" data-scheme', page
    )
    assert len(signs) == 2 * 3 * len(Stage.choices) * Theme.objects.count()

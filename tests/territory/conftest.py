"""Fixtures of the tests of people and projects."""

from importlib import import_module

import pytest
from django.apps import apps


@pytest.fixture
def committed_db(transactional_db: None) -> None:
    """A database in which transactions really end. It was emptied before: the themes come back."""
    import_module("territory.migrations.0002_themes").add_themes(apps, None)

"""Whether the process lives and whether it can serve."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from api import health


@pytest.fixture(autouse=True)
def _forget():
    health._tables_are_there.cache_clear()
    yield
    health._tables_are_there.cache_clear()


def test_alive_asks_nothing_of_the_database(ask):
    response = ask("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "alive"


def test_ready_once_the_tables_are_there(ask, db):
    response = ask("/readyz")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_not_ready_while_migrations_are_missing(ask, db):
    ((app, last),) = MigrationLoader(connection).graph.leaf_nodes("territory")
    MigrationRecorder(connection).record_unapplied(app, last)
    response = ask("/readyz")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    MigrationRecorder(connection).record_applied(app, last)
    assert ask("/readyz").status_code == 200


def test_not_ready_without_a_database(ask, monkeypatch):
    def gone(*_arguments, **_named):
        raise OperationalError("connection refused by host=secret")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", gone)
    response = ask("/readyz")
    assert response.status_code == 503
    assert b"secret" not in response.content

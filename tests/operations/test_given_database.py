"""A database that somebody names is used when it is empty or ours, and otherwise left as it is."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from tests.operations.embedded import ROOT, Cluster


@pytest.fixture
def address(cluster: Cluster) -> Iterator[str]:
    """An empty database with PostGIS, as its owner."""
    cluster.execute("owner", "create database named_by_somebody")
    address = cluster.addresses()["OWNER_DATABASE_URL"].replace(
        "/territory?", "/named_by_somebody?"
    )
    execute(address, "create extension postgis")
    yield address
    cluster.execute("owner", "drop database named_by_somebody with (force)")


def execute(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def judge(address: str) -> subprocess.CompletedProcess[str]:
    """What `make demo` would be told about this database."""
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    environment.pop("OWNER_DATABASE_URL", None)
    command = [sys.executable, ROOT / "bin" / "given_database.py"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_an_empty_database_is_used(address: str) -> None:
    assert judge(address).returncode == 0


def test_a_database_where_our_migrations_began_is_used(address: str) -> None:
    execute(address, "create table django_migrations as select 'territory' app, '0001' as name")
    execute(address, "create table territory_user (id int)")
    assert judge(address).returncode == 0


def test_tables_of_something_else_are_left_alone(address: str) -> None:
    execute(address, "create table mayors (name text)")
    answer = judge(address)
    assert answer.returncode == 3
    assert "public.mayors" in answer.stdout


def test_another_django_project_is_left_alone(address: str) -> None:
    execute(address, "create table django_migrations as select 'wiki' app, '0001' as name")
    assert judge(address).returncode == 3


def test_a_server_that_does_not_answer_is_said() -> None:
    answer = judge("postgresql://web@127.0.0.1:1/territory?connect_timeout=2")
    assert answer.returncode == 3
    assert "DATABASE_URL cannot be used" in answer.stdout

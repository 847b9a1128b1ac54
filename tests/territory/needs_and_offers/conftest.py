"""The neighbours, and the database as the processes of the service see it."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.territory.needs_and_offers.neighbours import Neighbours


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


@pytest.fixture
def as_web(neighbours) -> Iterator[None]:
    """From here on the test acts as the role ``web``."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = 'web'")
        if cursor.fetchone() is None:
            pytest.skip("A server with one role only.")
        cursor.execute("set local role web")
        yield
        if not connection.needs_rollback:
            cursor.execute("reset role")

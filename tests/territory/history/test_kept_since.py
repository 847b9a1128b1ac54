"""Since when there is a past to ask for, by table."""

from django.db import connection

from territory.companies.models import Company, Establishment
from territory.history.kept_since import kept_since
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import TinyLand, at

ALL = [LocalInitiative, PooledService, Establishment]


def test_the_past_begins_with_the_first_moment_whatever_is_still_there(tiny_land: TinyLand, garden) -> None:
    """Also what has gone since belongs to it."""
    assert kept_since(ALL)[PooledService] is None
    company = Company.objects.create(name="Firma")
    place = Establishment.objects.create(company=company, name="Werk", location=at(1, 1), nace_section="C")
    spread_over(place, noon("2025-01-07"))
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        found = kept_since(ALL)
        cursor.execute("reset role")
    assert found == {LocalInitiative: noon("2026-05-01"), PooledService: None, Establishment: noon("2025-01-07")}
    place.delete()
    assert kept_since(ALL)[Establishment] == noon("2025-01-07")
    assert kept_since([]) == {}


def test_programs_read_it_as_a_moment_here(tiny_land: TinyLand, garden, client) -> None:
    answer = client.get("/api/v1/kept-since/").json()["kept_since"]
    assert answer["local-initiatives"].startswith("2026-05-01T14:00")
    assert answer["pooled-services"] is None
    assert "communes" not in answer

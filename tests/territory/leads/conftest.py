"""The neighbours with an offer and a need that fit, and the lead that the search finds."""

import pytest

from territory.acting import reading_as
from territory.leads.models import Lead
from territory.leads.run import find_leads, start_run
from tests.territory.needs_and_offers.conftest import as_web, neighbours  # noqa: F401  fixtures

CARDBOARD_NEED = {"direction": "in", "amount": 100.0, "period": "year", "note": "zum Verpacken"}


@pytest.fixture
def stated(neighbours, as_web):  # noqa: F811
    """anna offers 104 t of cardboard a year, bert needs 100 t; both to the facilitator only."""
    neighbours.states("anna")
    neighbours.states("bert", **CARDBOARD_NEED)
    return neighbours


@pytest.fixture
def lead(stated) -> Lead:
    searched(stated)
    with reading_as(stated.facilitator):
        return Lead.objects.get()


def searched(stated):
    """The search that the worker would do."""
    run = start_run(stated.group, stated.facilitator)
    return find_leads(run.pk, stated.facilitator.pk)

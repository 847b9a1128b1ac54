"""Two people at once: the second waits for the first, and the stored state decides."""

import threading

from django.db import connection, transaction

from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.errors import NotAllowed
from territory.initiatives.models import LocalInitiative
from tests.tiny_land import TinyLand, at

GARDEN = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}


def test_writers_at_the_same_time_wait_for_each_other(committed_db):
    land = TinyLand()
    thing = propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, GARDEN)
    outcome: list[str] = []

    def revise_meanwhile() -> None:
        try:
            revise(thing, land.editor_westen, {"link": "https://example.org/"})
            outcome.append("revised")
        except NotAllowed:
            outcome.append("refused")
        finally:
            connection.close()

    with transaction.atomic():
        move(thing, land.editor_westen, State.SUBMITTED)
        other = threading.Thread(target=revise_meanwhile)
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the second writer did not wait for the first"
    other.join(timeout=10)
    # Once the first has submitted it, the second may no longer change it.
    assert outcome == ["refused"]
    row = LocalInitiative.objects.get(pk=thing.pk)
    assert (row.state, row.link, row.version) == (State.SUBMITTED, "", 2)

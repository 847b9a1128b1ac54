"""What runs beside the test on a cluster of its own, each in a process that Django's shell starts.

`prepare` as the owner of the tables, `write` as the application until the database has gone; it notes each change once
it was answered: the number of the thing, its version, its title.
"""

import os
import threading
import time

from django.db import Error, connection

from territory.alerts.following import follow
from territory.alerts.models import Subject
from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.jobs import leave_to_worker
from territory.people.models import User
from tests.tiny_land import TinyLand, at

THINGS, WRITERS, READERS = 4, 4, 12


def prepare() -> None:
    """A land, drafts to write on, something published that readers of digests are told of."""
    land = TinyLand()
    for number in range(READERS):
        reader = User.objects.create_user(f"reader{number}@example.org", "a long password", name=f"Reader {number}")
        follow(reader, Subject.COMMUNE, land.westen)
    for number in range(THINGS):
        planted(land, f"Garten {number}")
    move(move(planted(land, "Fest"), land.editor_westen, State.SUBMITTED), land.moderator, State.PUBLISHED)
    leave_to_worker("daily_digests", timestamp=int(time.time()))


def planted(land: TinyLand, title: str) -> LocalInitiative:
    values = {"title": {"de": title}, "theme": "food", "location": at(500, 500)}
    return propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)


def write(notes: str) -> None:
    """Changes titles, several people at once, until nothing answers any more."""
    editor = User.objects.get(email="editor.westen@example.org")
    things = list(LocalInitiative.objects.filter(state=State.DRAFT).order_by("pk"))
    file = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def go_on(number: int) -> None:
        turn = 0
        try:
            while True:
                turn += 1
                words = f"Schreiber {number} Zug {turn}"
                stored = revise(things[(number + turn) % THINGS], editor, {"title": {"de": words}})
                os.write(file, f"{stored.pk}\t{stored.version}\t{words}\n".encode())
                time.sleep(0.05)  # others need the processor too
        except Error:
            connection.close()

    writers = [threading.Thread(target=go_on, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

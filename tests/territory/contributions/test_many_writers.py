"""Eight people at once: every accepted change is in the history, and none overrules one it did not know.

Real connections of the application's role. ``make check`` makes few operations, for time;
``MANY_WRITERS=2000`` in the environment makes as many as that.
"""

import datetime
import logging
import os
import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from territory.consents.models import Consent
from territory.contributions.actions import discard, move, propose, recover, revise
from territory.contributions.consenting import agree, refuse
from territory.contributions.merge import is_same
from territory.contributions.models import State
from territory.contributions.values import TRANSLATED
from territory.contributions.versions import content_names, fields_at, present_fields
from territory.errors import Clash, Outdated, Refused, WrongState
from territory.history.actions import restore
from territory.history.versions import versions_of
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.tiny_land import TinyLand, at, box

logger = logging.getLogger(__name__)
OPERATIONS = int(os.environ.get("MANY_WRITERS", "320"))
WRITERS = 8
THINGS = 10
# A person looks at the page for a while before they save: here as long as others need for some changes.
LOOK_S = 0.02
ACROSS = box(2900, 500, 3100, 550)  # half of them ask the neighbour
# Where each state leads; most steps lead to where something can be written again.
STEPS = {
    State.DRAFT: (State.SUBMITTED,),
    State.SUBMITTED: (State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED),
    State.CHANGES_REQUESTED: (State.SUBMITTED,),
    State.PUBLISHED: (State.CHANGES_REQUESTED, State.CHANGES_REQUESTED, State.ARCHIVED),
    State.ARCHIVED: (State.PUBLISHED,),
}


@dataclass
class Accepted:
    """One change that was answered with success: the version it made, and all that was meant by it."""

    version: int
    based_on: int
    set: dict[str, Any] = field(default_factory=dict)
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    # What the rules made of it, on the version that was stored by then: not the writer's word against another's.
    followed: dict[str, Any] = field(default_factory=dict)


class Writer(threading.Thread):
    """Reads, thinks and writes, again and again; what was accepted is in ``accepted`` by thing."""

    def __init__(self, number: int, land: TinyLand, things: list[int], operations: int) -> None:
        super().__init__()
        self.name = f"writer-{number}"
        self.dice = random.Random(number)
        self.land, self.things, self.operations = land, things, operations
        self.accepted: dict[int, list[Accepted]] = {pk: [] for pk in things}
        self.outcomes: Counter[str] = Counter()
        self.trouble: list[BaseException] = []

    def run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("set role web")
            for turn in range(self.operations):
                self._take_turn(turn)
        except BaseException as error:  # noqa: BLE001  told by the test, in its own thread
            self.trouble.append(error)
        finally:
            connection.close()

    def _take_turn(self, turn: int) -> None:
        thing = LocalInitiative.objects.get(pk=self.dice.choice(self.things))
        read = fields_at(thing, thing.version, ["partners"])
        before = read["partners"] if read else frozenset()
        threading.Event().wait(self.dice.random() * LOOK_S)
        if thing.trashed_at is not None:
            verb = self.dice.choice((self._recover, self._edit))
        else:
            verbs = (self._edit, self._move, self._discard, self._restore, self._answer)
            verb = self.dice.choices(verbs, weights=(8, 6, 1, 3, 6 if thing.state == State.SUBMITTED else 0))[0]
        try:
            change = verb(thing, before, f"{self.name} turn {turn}")
        except Refused as refusal:
            self.outcomes[type(refusal).__name__] += 1
            return
        self.outcomes[verb.__name__.strip("_")] += 1
        if change is not None:
            self.accepted[thing.pk].append(change)

    def _edit(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> Accepted:
        name = self.dice.choice(("title_de", "title_fr", "title_lb", "summary_de", "summary_en"))
        text, language = name.rsplit("_", 1)
        change = Accepted(0, thing.version, {name: words})
        values: dict[str, Any] = {text: {language: words}}
        if self.dice.random() < 0.3:
            x_m, y_m = self.dice.randint(1, 2999), self.dice.randint(1, 3999)
            reaches_over = self.dice.random() < 0.3
            change.set["location"] = box(x_m, y_m, 3100, y_m + 50) if reaches_over and y_m < 3900 else at(x_m, y_m)
            values["location"] = change.set["location"]
        if self.dice.random() < 0.2:
            change.set["starts_on"] = datetime.date(2026, 1, 1) + datetime.timedelta(days=self.dice.randint(0, 300))
            values["starts_on"] = change.set["starts_on"]
        if self.dice.random() < 0.3:
            toggled = frozenset({self.dice.choice((self.land.firma.pk, self.land.netzwerk.pk))})
            change.added, change.removed = toggled - partners, toggled & partners
            wanted = partners ^ toggled
            values["partners"] = list(type(self.land.firma).objects.filter(pk__in=wanted))
        stored = revise(thing, self._somebody(), values, thing.version)
        change.version = stored.version
        # What was public and now needs a consent waits again.
        if stored.state != self._state_at(stored, stored.version - 1):
            change.followed["state"] = stored.state
        return change

    def _restore(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> Accepted:
        version = self.dice.choice(versions_of(LocalInitiative, thing.pk))
        names = content_names(LocalInitiative)
        then, now = (fields_at(thing, number, names) or {} for number in (version.row.version, thing.version))
        differing = {name: then[name] for name in names if name != "partners" and not is_same(then[name], now[name])}
        change = Accepted(0, thing.version, differing)
        change.added, change.removed = then["partners"] - now["partners"], now["partners"] - then["partners"]
        stored = restore(thing, self._somebody(), version)
        change.version = stored.version
        if stored.state != self._state_at(stored, stored.version - 1):
            change.followed["state"] = stored.state
        return change

    def _answer(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> None:
        """The neighbour's word; it is no version of the thing."""
        consent = Consent.objects.of(thing).current().first()
        if consent is None:
            raise WrongState("nobody is asked")
        verb = self.dice.choice((agree, agree, refuse))
        verb(consent, thing, self.land.editor_osten, words)

    def _state_at(self, thing: LocalInitiative, version: int) -> str:
        return LocalInitiative.pgh_event_model.objects.get(pgh_obj_id=thing.pk, version=version).state

    def _move(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> Accepted:
        target = self.dice.choice(STEPS[thing.state])
        moved = move(thing, self._somebody(), target, words, based_on=thing.version)
        return Accepted(moved.version, thing.version, {"state": target})

    def _discard(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> Accepted:
        gone = discard(thing, self._somebody())
        return Accepted(gone.version, gone.version - 1, {"trashed": True})

    def _recover(self, thing: LocalInitiative, partners: frozenset[int], words: str) -> Accepted | None:
        back = recover(thing, self._somebody())
        # What is not in the trash stays as it is, without a version.
        made = self._verb_of(back) == "recover"
        return Accepted(back.version, back.version - 1, {"trashed": False}) if made else None

    def _somebody(self) -> User:
        """Somebody who writes for the owner; the administrator also decides."""
        land = self.land
        return self.dice.choice([land.editor_westen, land.administrator, land.administrator])

    def _verb_of(self, thing: LocalInitiative) -> str:
        events = LocalInitiative.pgh_event_model.objects.filter(pgh_obj_id=thing.pk)
        return events.get(version=thing.version).pgh_context.metadata["verb"]


def planted(land: TinyLand, number: int) -> LocalInitiative:
    values = {"title": {"de": f"Garten {number}"}, "theme": "food", "location": at(500, 500) if number % 2 else ACROSS}
    return propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)


def test_no_update_is_lost_among_many_writers(committed_db: None) -> None:
    land = TinyLand()
    things = [planted(land, number).pk for number in range(THINGS)]
    writers = [Writer(number, land, things, OPERATIONS // WRITERS) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.trouble for writer in writers if writer.trouble] == []
    outcomes = sum((writer.outcomes for writer in writers), Counter())
    logger.info("%d operations: %s", OPERATIONS, dict(outcomes))
    assert sum(outcomes.values()) == OPERATIONS
    assert outcomes["edit"]
    assert outcomes["restore"]
    assert outcomes["answer"]
    assert outcomes[Clash.__name__] + outcomes[Outdated.__name__], "nobody ever met anybody"
    for pk in things:
        accepted = [change for writer in writers for change in writer.accepted[pk]]
        check_history(LocalInitiative.objects.get(pk=pk), accepted)


def check_history(thing: LocalInitiative, accepted: list[Accepted]) -> None:
    """Replays what was accepted over the first version and compares every step with the history."""
    # Two who take the same thing out of the trash are both told of the one version that did it.
    accepted = sorted({change.version: change for change in accepted}.values(), key=lambda change: change.version)
    events = LocalInitiative.pgh_event_model.objects.filter(pgh_obj_id=thing.pk)
    versions = list(events.order_by("pgh_id").values_list("version", flat=True))
    # Each accepted change made exactly one version, and nothing else made any.
    assert versions == list(range(1, thing.version + 1))
    assert versions[1:] == [change.version for change in accepted]
    names = content_names(LocalInitiative)
    replayed = fields_at(thing, 1, names)
    assert replayed is not None
    replayed |= {"state": State.DRAFT, "trashed": False}
    last_written = dict.fromkeys(replayed, 1)
    for change in accepted:
        for name, value in change.set.items():
            known = change.based_on >= last_written[name]
            assert known, f"version {change.version} overruled {name} of a version it did not know"
            replayed[name] = value
            last_written[name] = change.version
        replayed |= change.followed
        last_written |= dict.fromkeys(change.followed, change.version)
        replayed["partners"] = (replayed["partners"] | change.added) - change.removed
        event = events.get(version=change.version)
        stored = fields_at(thing, change.version, names)
        assert stored is not None
        stored |= {"state": event.state, "trashed": event.trashed_at is not None}
        differing = [name for name in replayed if not is_same(replayed[name], stored[name])]
        assert differing == [], f"version {change.version} of {thing.pk}"
    # The last event is the row as it is now, column by column; a text by its languages.
    last = events.order_by("pgh_id").last()
    for column in LocalInitiative._meta.concrete_fields:
        if column.name in TRANSLATED:
            continue
        assert getattr(last, column.attname) == getattr(thing, column.attname), column.name
    assert present_fields(thing, ["partners"])["partners"] == replayed["partners"]
    assert LocalInitiative.objects.visible_to(AnonymousUser()).filter(pk=thing.pk).exists() == (
        thing.state == State.PUBLISHED and thing.trashed_at is None
    )

"""Files lie on the shelf as long as something hangs on them."""

import datetime
import os

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from territory.acting import acting_as
from territory.attachments.actions import add_file, purge_removed, remove_file, take_back_file
from territory.files import shelf
from territory.files.actions import purge_orphans, store, waiting_of
from territory.files.models import StoredFile
from territory.files.serving import place_and_headers
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.territory.files import samples
from tests.tiny_land import at


def stored(person, content: bytes | None = None) -> StoredFile:
    with acting_as(person):
        return store(content or samples.photo(), "bench.jpg", person)


def aged(file: StoredFile, days: int) -> None:
    """``file`` as if it had been handed in ``days`` days ago."""
    then = timezone.now() - datetime.timedelta(days=days)
    StoredFile.objects.filter(pk=file.pk).update(created_at=then)
    for thumbnail in (True, False):
        path = shelf.place_of(file.sha256, thumbnail=thumbnail)
        if path.exists():
            os.utime(path, (then.timestamp(), then.timestamp()))


def test_bytes_lie_outside_of_the_web_root_and_go_out_safely(tiny_land, settings) -> None:
    file = stored(tiny_land.editor_westen)
    path, headers = place_and_headers(file)
    assert settings.FILES_DIR in path.parents
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert path.read_bytes().startswith(b"\xff\xd8")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline;")
    document = stored(tiny_land.editor_westen, samples.document())
    assert place_and_headers(document)[1]["Content-Disposition"].startswith("attachment;")


def test_what_hangs_on_nothing_goes_after_a_day(tiny_land) -> None:
    file = stored(tiny_land.editor_westen)
    assert purge_orphans(timezone.now()) == 0
    aged(file, 2)
    assert purge_orphans(timezone.now()) == 1
    assert not shelf.place_of(file.sha256).exists()
    assert not shelf.place_of(file.sha256, thumbnail=True).exists()


def test_what_hangs_on_something_stays_until_its_removal_is_final(tiny_land, settings) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    person = tiny_land.editor_westen
    file = stored(person)
    hung = add_file(thing, person, file, alt="A bench")
    assert not waiting_of(person).exists()
    aged(file, 60)
    now = timezone.now()
    assert (purge_removed(now), purge_orphans(now)) == (0, 0)
    remove_file(hung, thing, person)
    assert purge_removed(now + datetime.timedelta(days=settings.TRASH_DAYS - 1)) == 0
    assert take_back_file(hung, thing, person).removed_at is None
    remove_file(hung, thing, person)
    assert purge_removed(now + datetime.timedelta(days=settings.TRASH_DAYS + 1)) == 1
    # The history of what hung there does not hold the file back.
    assert purge_orphans(now) == 1
    assert not shelf.place_of(file.sha256).exists()


def test_two_files_of_the_same_bytes_share_them_and_neither_takes_them_from_the_other(tiny_land) -> None:
    first, second = stored(tiny_land.editor_westen), stored(tiny_land.editor_osten)
    assert first.sha256 == second.sha256
    aged(first, 2)
    assert purge_orphans(timezone.now()) == 1
    assert shelf.place_of(second.sha256).exists()


def test_bytes_without_a_row_are_swept_away(tiny_land, settings) -> None:
    with transaction.atomic():
        file = stored(tiny_land.editor_westen)
        transaction.set_rollback(True)
    assert shelf.place_of(file.sha256).exists()
    long_ago = (timezone.now() - datetime.timedelta(days=2)).timestamp()
    os.utime(shelf.place_of(file.sha256), (long_ago, long_ago))
    purge_orphans(timezone.now())
    assert not shelf.place_of(file.sha256).exists()


def test_the_database_lets_nobody_store_in_the_name_of_another(tiny_land) -> None:
    insert = (
        "insert into territory_storedfile (sha256, size_bytes, content_type, name, uploader_id, created_at)"
        " values ('x', 1, 'image/png', 'x.png', %s, now())"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        for person in (tiny_land.editor_westen, tiny_land.editor_osten):
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(person.pk)])
            if person == tiny_land.editor_westen:
                cursor.execute(insert, [tiny_land.editor_westen.pk])
                continue
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                cursor.execute(insert, [tiny_land.editor_westen.pk])
        transaction.set_rollback(True)

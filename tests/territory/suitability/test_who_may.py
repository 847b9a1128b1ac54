"""Who may add, compose, read, publish and remove rasters: by the rules, and by the database."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from layers.rasters.files import path_of
from layers.rasters.reclassify import LinearDown
from territory.errors import Invalid, NotAllowed
from territory.suitability import rules
from territory.suitability.actions import compose, derive, publish, remove
from territory.suitability.recipe import Recipe, Weighed
from territory.suitability.work import compute
from tests.territory.suitability.making import made, noise, sent

WHO = [
    # name              adds   composes
    ("moderator", True, True),
    ("park_manager", True, True),
    ("administrator", True, True),
    ("coordinator", False, True),
    ("editor_westen", False, True),
    ("company_member", False, True),
    (None, False, False),
]


@pytest.mark.parametrize(("name", "adds", "composes"), WHO)
def test_who_adds_and_composes(name, adds, composes, land, tmp_path):
    person = getattr(land, name) if name else AnonymousUser()
    assert (rules.can_add_rasters(person), rules.can_compose(person)) == (adds, composes)
    if name and not adds:
        with pytest.raises(NotAllowed):
            sent(land, noise(tmp_path), user=person)
        with pytest.raises(NotAllowed):
            derive(person, "job-density", "alles")


def test_what_is_not_published_only_its_maker_reads(land):
    layer = made(land)
    readers = {
        name: rules.can_see(getattr(land, name), layer) for name in ("moderator", "coordinator", "administrator")
    }
    assert readers == {"moderator": True, "coordinator": False, "administrator": True}
    recipe = Recipe((Weighed(layer.pk, LinearDown(0, 1000), 1),))
    with pytest.raises(Invalid):
        compose(land.coordinator, {"fr": "x"}, recipe)
    publish(land.moderator, layer, is_published=True)
    assert rules.can_see(AnonymousUser(), layer)
    own = compose(land.coordinator, {"fr": "x"}, recipe, begin=compute)
    with pytest.raises(NotAllowed):
        publish(land.coordinator, own, is_published=True)
    with pytest.raises(NotAllowed):
        remove(land.coordinator, layer)


def test_what_is_removed_takes_its_file_along_unless_another_has_it(land):
    first, second = made(land), made(land)
    assert first.checksum == second.checksum
    path = path_of(first)
    remove(land.moderator, first)
    assert path.exists()
    remove(land.moderator, second)
    assert not path.exists()


def as_web(user, sql, parameters):
    """Rows that the application's role, ``user`` acting, changed; it is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk)])
            cursor.execute(sql, parameters)
            count = cursor.rowcount
            transaction.set_rollback(True)
            return count
    except DatabaseError:
        return 0


NEW = (
    "insert into layers_rasterlayer (title, origin, kind, unit, recipe, state, progress_percent, problems, source_crs,"
    " source_nodata, breaks, zones, checksum, is_published, made_by_id, created_at)"
    " values ('x', %s, 'quantity', '', '{}', 'waiting', 0, '[]', '', '', '[]', '{}', '', %s, %s, now())"
)


@pytest.mark.parametrize(("name", "adds", "composes"), [row for row in WHO if row[0]])
def test_the_database_says_the_same(name, adds, composes, land):
    person = getattr(land, name)
    layer = made(land)
    assert as_web(person, NEW, ["derived", False, person.pk]) == int(adds)
    assert as_web(person, NEW, ["suitability", False, person.pk]) == int(composes)
    assert as_web(person, NEW, ["suitability", True, person.pk]) == 0
    assert as_web(person, NEW, ["suitability", False, land.editor_osten.pk]) == 0
    mine = name in ("moderator", "administrator")
    assert as_web(person, "update layers_rasterlayer set is_published = true where id = %s", [layer.pk]) == int(mine)
    assert as_web(person, "update layers_rasterlayer set recipe = '{\"a\": 1}' where id = %s", [layer.pk]) == 0
    assert as_web(person, "delete from layers_rasterlayer where id = %s", [layer.pk]) == int(mine)

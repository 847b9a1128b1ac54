"""Which land of others a place lies on: asked of the database, which enforces the same (sql/consents.sql)."""

from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.db import connection

from layers.communes.models import Commune
from territory.organisations.models import Organisation


@dataclass(frozen=True)
class Part:
    """What of a place lies in ``commune``, of which ``organisation`` decides; ``share`` of the whole, 0 to 1."""

    commune: Commune
    organisation: Organisation
    place: GEOSGeometry
    share: float


def parts_beyond(owner: Organisation, place: GEOSGeometry) -> list[Part]:
    """The parts of ``place`` (storage CRS) that something of ``owner`` needs the consent of others for."""
    return _parts("select * from territory_parts_beyond(%s, %s::geometry)", [owner.pk, place.hexewkb.decode()])


def reaches_askable_land(owner: Organisation, place: GEOSGeometry, own_land: GEOSGeometry) -> bool:
    """Whether ``place`` lies partly on the owner's land, and elsewhere only where somebody can be asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select territory_reaches_askable_land(%s, %s::geometry, %s::geometry)",
            [owner.pk, place.hexewkb.decode(), own_land.hexewkb.decode()],
        )
        return bool(cursor.fetchone()[0])


def parts_lacking_consent(kind: str, pk: int, owner_id: int, place: GEOSGeometry) -> list[Part]:
    """Of ``parts_beyond`` those that no consent to the thing covers."""
    return _parts(
        "select * from territory_parts_lacking_consent(%s, %s, %s, %s::geometry)",
        [kind, pk, owner_id, place.hexewkb.decode()],
    )


def _parts(sql: str, parameters: list[str | int]) -> list[Part]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    communes = Commune.objects.defer("boundary").in_bulk([row[0] for row in rows])
    organisations = Organisation.objects.in_bulk([row[1] for row in rows])
    return [Part(communes[row[0]], organisations[row[1]], GEOSGeometry(row[2]), row[3]) for row in rows]

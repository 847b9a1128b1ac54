"""Asking for consents, and who may answer."""

from typing import Any

from django.db import connection

from territory.consents.models import Consent
from territory.organisations.roles import Role

# Who speaks for an authority; the same as the policy answer_asked of territory/migrations/sql/consents.sql.
ANSWERING = frozenset({Role.COMMUNE_EDITOR, Role.REGIONAL_MODERATOR})


def ask_for_consents(thing: Any) -> list[Consent]:
    """The consents to ``thing``, as it is stored, that wait for an answer anew.

    Those newly touched, those whose part grew, those who refused. Belongs into the transaction of the change.
    """
    with connection.cursor() as cursor:
        cursor.execute("select territory_ask_for_consents(%s, %s)", [thing._meta.model_name, thing.pk])
        asked = [row[0] for row in cursor.fetchall()]
    return list(Consent.objects.filter(pk__in=asked).select_related("organisation", "commune").order_by("pk"))


def hold_consents(thing: Any) -> None:
    """Keeps the answers about ``thing`` as they are until the transaction ends: whoever answers meanwhile waits."""
    with connection.cursor() as cursor:
        cursor.execute("select territory_hold_consents(%s, %s)", [thing._meta.model_name, thing.pk])

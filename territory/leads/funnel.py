"""How far the leads of a working group have come: counts only, for everybody who belongs to the group."""

from django.db import connection

from territory.matching.leads import FunnelStage, LeadState, funnel
from territory.working_groups.models import WorkingGroup


def funnel_of(group: WorkingGroup) -> list[FunnelStage]:
    """The stages with how many leads reached each. Read in the name of a member; others get zeros."""
    with connection.cursor() as cursor:
        cursor.execute("select states from territory_lead_histories(%s)", [group.pk])
        return funnel([[LeadState(state) for state in states] for (states,) in cursor.fetchall()])

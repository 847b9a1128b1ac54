"""The page of a commune: what lies in it, what is going on there, and whom to ask."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from frontend.calendars import phases_in
from frontend.views.articles.listing import listing
from frontend.views.articles.works_strip import works_strip
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionZone
from territory.consents.models import Answer, Consent
from territory.contributions.models import Contribution, State
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.answering import answering_for
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService


def about_commune(commune: Commune, reader: User | AnonymousUser) -> dict[str, Any]:
    """Its administration, projects, parks, works by month, regions and the number of establishments."""
    today = timezone.localdate()
    inside = commune.boundary
    organisations = list(answering_for(commune, today))
    return {
        "regions": [
            membership.region for membership in commune.region_memberships.valid_on(today).select_related("region")
        ],
        "area_m2": inside.area,
        # Neighbours share their border points: what only touches the border lies next door.
        "parks": listing(BusinessPark.objects.filter(footprint__intersects=inside).exclude(footprint__touches=inside)),
        "zones": listing(
            ConstructionZone.objects.filter(footprint__intersects=inside).exclude(footprint__touches=inside)
        ),
        "works": works_strip(phases_in(inside), today),
        "works_calendar": reverse("commune-calendar", args=[commune.pk]),
        "initiatives": listing(_present(LocalInitiative, reader).filter(location__intersects=inside)),
        "cooperations": listing(taking_part(CooperationProject, reader, commune, organisations)),
        "services": listing(taking_part(PooledService, reader, commune, organisations)),
        "organisations": organisations,
        "successors": _successors(commune, today),
    }


def taking_part(
    kind: type[Contribution], reader: User | AnonymousUser, commune: Commune, organisations: list[Organisation]
) -> QuerySet[Any]:
    """Things of ``kind`` on the commune's land, or owned, partnered or consented to by its administration."""
    name = str(kind._meta.model_name)
    partnered = kind.partners.through._default_manager.filter(organisation__in=organisations).values(f"{name}_id")
    consented = Consent.objects.filter(kind=name, organisation__in=organisations, answer=Answer.CONSENTS)
    return _present(kind, reader).filter(
        Q(location__intersects=commune.boundary)
        | Q(owner__in=organisations)
        | Q(pk__in=partnered)
        | Q(pk__in=consented.values("object_id"))
    )


def _present(kind: type[Contribution], reader: User | AnonymousUser) -> QuerySet[Any]:
    """Things of ``kind`` that ``reader`` may see and that are not archived."""
    return kind.objects.visible_to(reader).exclude(state=State.ARCHIVED)


def _successors(commune: Commune, today: datetime.date) -> Any:
    return Commune.objects.valid_on(today).filter(lau2_code=commune.lau2_code) if commune.valid_until else []

"""Six companies in the park of the tiny land, five of them in one working group, and people of every kind."""

from typing import Any

from territory.companies.models import Company, Establishment
from territory.needs_and_offers.actions import state_entry
from territory.needs_and_offers.models import NeedOrOffer
from territory.organisations.models import Membership, Organisation, OrganisationKind
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import START, TinyLand, at, box

NAMES = ("anna", "bert", "cleo", "dora", "emil", "fred")
CARDBOARD = {
    "direction": "out",
    "material": "150101",
    "amount": 2.0,
    "unit": "t",
    "period": "week",
    "grade": 1,
    "months": list(range(1, 13)),
    "note": "aus dem Versand",
}
SHUTTLE = {"direction": "in", "service": "shuttle", "amount": 40.0}


class Neighbours:
    """``anna`` … ``fred`` are people, ``places[name]`` where their companies work; fred is outside the group."""

    def __init__(self, land: TinyLand) -> None:
        self.land = land
        self.people: dict[str, User] = {}
        self.places: dict[str, Establishment] = {}
        self.group = WorkingGroup.objects.create(
            slug="gruppe", name="Gruppe", coordinator=land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
        )
        WorkingGroupMember.objects.create(working_group=self.group, organisation=land.gemeinde_westen)
        for number, name in enumerate(NAMES):
            self._company(name, 1050 + 60 * number)
        self.facilitator = land.coordinator
        other_network = Organisation.objects.create(slug="anderes", name="Anderes", kind=OrganisationKind.NETWORK)
        self.other_facilitator = self._person("other", other_network, Role.WORKING_GROUP_COORDINATOR)
        WorkingGroup.objects.create(
            slug="andere", name="Andere", coordinator=other_network, footprint=box(1000, 1000, 1500, 1400)
        )

    def _company(self, name: str, x_m: float) -> None:
        organisation = Organisation.objects.create(
            slug=f"org-{name}", name=f"Organisation {name}", kind=OrganisationKind.COMPANY
        )
        company = Company.objects.create(name=f"Firma {name}", organisation=organisation)
        self.places[name] = Establishment.objects.create(
            company=company, name=f"Werk {name}", location=at(x_m, 1200), nace_section="C", nace_code="10.71", jobs=50
        )
        self.people[name] = self._person(name, organisation, Role.COMPANY_MEMBER)
        if name != "fred":
            WorkingGroupMember.objects.create(working_group=self.group, establishment=self.places[name])

    def _person(self, name: str, organisation: Organisation, role: Role) -> User:
        user = User.objects.create_user(f"{name}@example.org", "a long password", name=name.title())
        Membership.objects.create(organisation=organisation, user=user, role=role, valid_from=START)
        return user

    def states(self, name: str, visibility: str = "facilitator", **values: Any) -> NeedOrOffer:
        """What that company states: cardboard, where nothing else is said."""
        stated = {**(SHUTTLE if "service" in values else CARDBOARD), **values, "visibility": visibility}
        return state_entry(self.places[name], self.people[name], stated)

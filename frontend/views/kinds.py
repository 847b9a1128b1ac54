"""The three kinds of things that people place: their forms, and the words of their pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import ContributionForm
from frontend.forms.cooperation import CooperationProjectForm
from frontend.forms.pooled_services import PooledServiceForm
from territory.contributions.models import Contribution
from territory.contributions.rules import WRITERS, can_propose
from territory.contributions.standing import standing_of
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.organisations.roles import Role
from territory.people.models import User
from territory.pooled_services.models import PooledService


@dataclass(frozen=True)
class PlacedKind:
    """``add_title`` and ``edit_title`` head the form; ``meaning`` helps to choose."""

    collection: str
    model: type[Contribution]
    form: type[ContributionForm]
    name: Promise
    add_title: Promise
    edit_title: Promise
    meaning: Promise


PLACED_KINDS = {
    kind.collection: kind
    for kind in (
        PlacedKind(
            "local-initiatives",
            LocalInitiative,
            ContributionForm,
            _("Local initiative"),
            _("Add a local initiative"),
            _("Change the local initiative"),
            _("of one commune: a repair café, a pilot street, a shared garden"),
        ),
        PlacedKind(
            "cooperation-projects",
            CooperationProject,
            CooperationProjectForm,
            _("Cooperation project"),
            _("Add a cooperation project"),
            _("Change the cooperation project"),
            _("of several partners, often a working group of a business park"),
        ),
        PlacedKind(
            "pooled-services",
            PooledService,
            PooledServiceForm,
            _("Pooled service"),
            _("Add a pooled service"),
            _("Change the pooled service"),
            _("that several companies or communes share: a shuttle, a canteen, a waste round"),
        ),
    )
}


class PlacedKindInPath:
    """The part of an address that names a collection people write to."""

    regex = "|".join(PLACED_KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def owners_for(author: User, kind: PlacedKind) -> list[Organisation]:
    """The organisations in whose name ``author`` may add something of ``kind``, by name."""
    standing = standing_of(author)
    organisations = Organisation.objects.all()
    if not standing.is_administrator:
        organisations = organisations.filter(pk__in=standing.organisation_ids)
    return [each for each in organisations if can_propose(author, kind.model, each)]


def roles_that_add(kind: PlacedKind) -> list[str]:
    """The roles, in words, whose holders may add something of ``kind``."""
    return [str(role.label) for role in Role if role in WRITERS[kind.model._meta.model_name]]

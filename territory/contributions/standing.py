"""What a person is in the region today: their roles, by organisation."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User


@dataclass(frozen=True)
class Standing:
    """``roles`` holds pairs of role and organisation id that are valid today."""

    is_administrator: bool
    roles: frozenset[tuple[str, int]]

    @property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations this person writes for."""
        return frozenset(organisation_id for _role, organisation_id in self.roles)

    @property
    def is_moderator(self) -> bool:
        return any(role == Role.REGIONAL_MODERATOR for role, _organisation_id in self.roles)

    def roles_in(self, organisation_id: int) -> frozenset[str]:
        """The roles in one organisation."""
        return frozenset(role for role, where in self.roles if where == organisation_id)

    def organisations_as(self, roles: Iterable[str]) -> frozenset[int]:
        """Ids of the organisations in which one of ``roles`` is held."""
        wanted = frozenset(roles)
        return frozenset(where for role, where in self.roles if role in wanted)


NOBODY = Standing(is_administrator=False, roles=frozenset())


_kept: ContextVar[dict[int, Standing] | None] = ContextVar("kept standings", default=None)


@contextmanager
def standings_kept() -> Iterator[None]:
    """Asks for each person's standing once: around what only reads, where every button on a page asks a rule."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def standing_of(user: User | AnonymousUser) -> Standing:
    """The person's standing today; a visitor and somebody who may no longer sign in have none."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    kept = _kept.get()
    if kept is None:
        return _stored_standing(user)
    if user.pk not in kept:
        kept[user.pk] = _stored_standing(user)
    return kept[user.pk]


def _stored_standing(user: User) -> Standing:
    memberships = Membership.objects.filter(user=user).valid_on(timezone.localdate()).order_by()
    return Standing(
        is_administrator=user.is_superuser,
        roles=frozenset(memberships.values_list("role", "organisation_id")),
    )

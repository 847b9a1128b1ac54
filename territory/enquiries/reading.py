"""Reading enquiries; the database's policies say the same (migrations/sql/enquiries.sql)."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from territory.enquiries.models import Enquiry
from territory.needs_and_offers.querysets import facilitated_groups, own_establishments
from territory.needs_and_offers.rules import can_facilitate
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class Asked:
    """What a reader knows of a service's enquiries in a group: those sent, and the wishes not yet acted upon."""

    sent: tuple[Enquiry, ...]
    wishes: tuple[Enquiry, ...]

    @property
    def yes(self) -> frozenset[int]:
        """The establishments that said yes, as far as the reader may know."""
        return frozenset(each.establishment_id for each in self.sent if each.is_open and each.answer)

    @property
    def no(self) -> frozenset[int]:
        """The establishments that said no, as far as the reader may know."""
        return frozenset(each.establishment_id for each in self.sent if each.is_open and each.answer is False)


def enquiries_visible_to(user: User | AnonymousUser) -> QuerySet[Enquiry]:
    """Those of one's own establishments, those of the groups one facilitates, one's own wishes."""
    if not isinstance(user, User) or not user.is_active:
        return Enquiry.objects.none()
    if user.is_superuser:
        return Enquiry.objects.all()
    return Enquiry.objects.filter(
        Q(working_group__in=facilitated_groups(user))
        | Q(sent_at__isnull=False, establishment__in=own_establishments(user))
        | Q(sent_at=None, started_by=user)
    )


def received_by(user: User | AnonymousUser) -> QuerySet[Enquiry]:
    """What was asked of one's own establishments and not withdrawn, unanswered first."""
    return (
        enquiries_visible_to(user)
        .filter(sent_at__isnull=False, withdrawn_at=None, establishment__in=own_establishments(user))
        .select_related("working_group__coordinator", "establishment")
        .order_by("answered_at", "-pk")
    )


def asked_in(group: WorkingGroup, service: str, reader: User | AnonymousUser) -> Asked:
    """What ``reader`` knows. An establishment sees its own; who facilitates sees all."""
    rows = (
        enquiries_visible_to(reader)
        .filter(working_group=group, service=service)
        .select_related("establishment__company")
        .order_by("establishment__name", "pk")
    )
    return Asked(
        sent=tuple(each for each in rows if each.sent_at is not None),
        wishes=tuple(each for each in rows if each.sent_at is None),
    )


def can_answer(user: User | AnonymousUser, enquiry: Enquiry) -> bool:
    """May ``user`` say yes or no? The people of the company, while it is not withdrawn; they may change their mind."""
    return enquiry.is_open and own_establishments(user).filter(pk=enquiry.establishment_id).exists()


def can_withdraw(user: User | AnonymousUser, enquiry: Enquiry) -> bool:
    """May ``user`` take it back? One's own wish; what was asked: who facilitates, until it is answered."""
    if enquiry.sent_at is None:
        return isinstance(user, User) and (
            enquiry.started_by_id == user.pk or can_facilitate(user, enquiry.working_group)
        )
    return enquiry.withdrawn_at is None and enquiry.answer is None and can_facilitate(user, enquiry.working_group)

"""Asking neighbours through the facilitator: wishing, asking, answering, taking back."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from layers.one_at_a_time import one_at_a_time
from territory.acting import acting_as
from territory.companies.models import Establishment
from territory.enquiries.models import Enquiry
from territory.enquiries.reading import can_answer, can_withdraw
from territory.errors import Invalid, NotAllowed
from territory.jobs import leave_to_worker
from territory.needs_and_offers.actions import state_entry, withdraw_entry
from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService, Visibility
from territory.needs_and_offers.rules import belongs_to, can_facilitate
from territory.people.models import User
from territory.studies.service import of_area, of_group
from territory.working_groups.models import WorkingGroup

TELL_ENQUIRY = "tell_enquiry"  # the worker's task that writes to who is asked
TELL_WISHES = "tell_wishes"  # and to who facilitates
MOST_ASKED = 30  # at once: more is a mailing, not a question to neighbours


def ask(group: WorkingGroup, actor: User, service: str, establishments: Iterable[int]) -> list[Enquiry]:
    """The enquiries that are new: sent where ``actor`` facilitates, else wishes. Raises NotAllowed, Invalid."""
    with acting_as(actor):
        sends = can_facilitate(actor, group)
        if not sends and not belongs_to(actor, group):
            raise NotAllowed(_("Only members of the working group have neighbours asked."))
        if service not in SharedService:
            raise Invalid({"service": [_("Possible here: %(known)s.") % {"known": ", ".join(SharedService)}]})
        places = _around(group, establishments)
        return _send(group, actor, service, places) if sends else _wish(group, actor, service, places)


def _send(group: WorkingGroup, actor: User, service: str, places: list[Establishment]) -> list[Enquiry]:
    """Each asked once, until the enquiry is withdrawn; the wishes for it are fulfilled and go."""
    one_at_a_time(f"enquiries {group.pk} {service}")
    same = Enquiry.objects.filter(working_group=group, service=service, establishment__in=places)
    open_already = set(same.filter(sent_at__isnull=False, withdrawn_at=None).values_list("establishment", flat=True))
    same.filter(sent_at=None).delete()
    now, sent = timezone.now(), []
    for place in places:
        if place.pk not in open_already:
            enquiry = Enquiry.objects.create(
                working_group=group, establishment=place, service=service, started_by=actor, sent_at=now
            )
            leave_to_worker(TELL_ENQUIRY, actor_id=actor.pk, enquiry_id=enquiry.pk)
            sent.append(enquiry)
    return sent


def _wish(group: WorkingGroup, actor: User, service: str, places: list[Establishment]) -> list[Enquiry]:
    """What is asked already is not told here: the member may not know who was."""
    wished = []
    for place in places:
        enquiry, is_new = Enquiry.objects.get_or_create(
            working_group=group, establishment=place, service=service, started_by=actor, sent_at=None
        )
        if is_new:
            wished.append(enquiry)
    if wished:
        leave_to_worker(TELL_WISHES, group_id=group.pk, wish_id=wished[0].pk)
    return wished


def _around(group: WorkingGroup, ids: Iterable[int]) -> list[Establishment]:
    """The establishments named, each once. Raises Invalid where there is none, too many, or one from elsewhere."""
    wanted = sorted(set(ids))
    if not wanted:
        raise Invalid({"establishments": [_("Choose at least one establishment.")]})
    if len(wanted) > MOST_ASKED:
        raise Invalid({"establishments": [_("At most %(count)d at once.") % {"count": MOST_ASKED}]})
    around = {one.id for one in (*of_area(group.footprint), *of_group(group))}
    if not around.issuperset(wanted):
        raise Invalid({"establishments": [_("Only members and establishments on the ground of the group are asked.")]})
    return list(Establishment.objects.filter(pk__in=wanted).order_by("pk"))


def answer(
    enquiry: Enquiry, actor: User, needs_it: bool, visibility: str = Visibility.FACILITATOR, jobs: float | None = None
) -> Enquiry:
    """The enquiry with the answer: a yes states the need, a later no takes it back. Raises NotAllowed, Invalid."""
    with acting_as(actor):
        # Locked before the rules are asked, and read by its number: two people of one company may answer at once.
        kept = Enquiry.objects.select_for_update(of=("self",)).select_related("establishment").get(pk=enquiry.pk)
        if not can_answer(actor, kept):
            raise NotAllowed(_("This enquiry is not yours to answer, or it was withdrawn."))
        if needs_it and not _states_it(kept):
            values = {"direction": Direction.NEED, "service": kept.service, "visibility": visibility, "amount": jobs}
            kept.entry = state_entry(kept.establishment, actor, values)
        elif not needs_it and kept.entry is not None:
            withdraw_entry(kept.entry, actor)
            kept.entry = None
        kept.answer, kept.answered_at = needs_it, timezone.now()
        kept.save(update_fields=["answer", "answered_at", "entry"])
        return kept


def _states_it(enquiry: Enquiry) -> bool:
    return (
        NeedOrOffer.objects.stated()
        .filter(establishment=enquiry.establishment_id, service=enquiry.service, direction=Direction.NEED)
        .exists()
    )


def withdraw(enquiry: Enquiry, actor: User) -> None:
    """Takes the enquiry back; a wish is forgotten. Raises NotAllowed."""
    with acting_as(actor):
        kept = Enquiry.objects.select_for_update(of=("self",)).select_related("working_group").get(pk=enquiry.pk)
        if not can_withdraw(actor, kept):
            raise NotAllowed(_("Only the facilitator withdraws an enquiry, and only until it is answered."))
        if kept.sent_at is None:
            kept.delete()
        else:
            kept.withdrawn_at = timezone.now()
            kept.save(update_fields=["withdrawn_at"])

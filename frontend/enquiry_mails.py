"""The mails about enquiries. A proposal names no establishment: mails are read by many eyes."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from frontend.letters import letter_to, post_unlinked
from frontend.news_texts import absolute
from territory.alerts.posting import Letter
from territory.enquiries.audience import facilitators_of, told_of_enquiry
from territory.enquiries.models import Enquiry
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def tell_of_enquiry(actor_id: int, enquiry_id: int) -> int:
    """How many mails were written to the company; those that were before are not written again."""
    enquiry, readers = told_of_enquiry(actor_id, enquiry_id)
    if enquiry is None:
        return 0
    return _write_to(readers, f"asked {enquiry_id}", lambda reader: _question(enquiry, reader))


def tell_of_wishes(group_id: int, wish_id: int) -> int:
    """How many mails were written to who facilitates."""
    group, readers = facilitators_of(group_id)
    if group is None:
        return 0
    return _write_to(readers, f"wished {wish_id}", lambda reader: _proposal(group, reader))


def _write_to(readers: Iterable[User], key: str, letter_for: Callable[[User], Letter]) -> int:
    """How many letters were written, each in its reader's language."""
    written = 0
    for reader in readers:
        with translation.override(reader.language):
            written += post_unlinked(letter_for(reader), reader, "enquiry", key)
    return written


def _question(enquiry: Enquiry, reader: User) -> Letter:
    service = enquiry.get_service_display()
    names = {
        "coordinator": enquiry.working_group.coordinator,
        "group": enquiry.working_group,
        "place": enquiry.establishment,
        "service": service,
    }
    return letter_to(
        reader,
        _("Would you need this: %(service)s?") % {"service": service},
        _("%(coordinator)s asks for the working group %(group)s whether %(place)s needs this: %(service)s.") % names,
        _("Say yes or no here: %(address)s") % {"address": absolute(reverse("enquiry", args=[enquiry.pk]))},
    )


def _proposal(group: WorkingGroup, reader: User) -> Letter:
    return letter_to(
        reader,
        _("A member of %(group)s would have neighbours asked") % {"group": group},
        _("A member proposes to ask neighbours whether they need a shared service."),
        _("Look, and decide whom you ask: %(address)s") % {"address": absolute(reverse("enough", args=[group.pk]))},
    )

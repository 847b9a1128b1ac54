"""The mails about enquiries. A proposal names no establishment: mails are read by many eyes."""

from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from frontend.news_texts import absolute
from territory.alerts.posting import Letter, post
from territory.enquiries.audience import facilitators_of, told_of_enquiry
from territory.enquiries.models import Enquiry
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def tell_of_enquiry(actor_id: int, enquiry_id: int) -> int:
    """How many mails were written to the company; those that were before are not written again."""
    enquiry, readers = told_of_enquiry(actor_id, enquiry_id)
    written = 0
    if enquiry is None:
        return written
    for reader in readers:
        with translation.override(reader.language):
            written += _written(_question(enquiry, reader), reader, f"asked {enquiry_id}")
    return written


def tell_of_wishes(group_id: int, wish_id: int) -> int:
    """How many mails were written to who facilitates."""
    group, readers = facilitators_of(group_id)
    written = 0
    if group is None:
        return written
    for reader in readers:
        with translation.override(reader.language):
            written += _written(_proposal(group, reader), reader, f"wished {wish_id}")
    return written


def _written(letter: Letter, reader: User, about: str) -> bool:
    # The key does not name the enquiry: who reads the list of mails cannot lay them side by side.
    key = salted_hmac("territory.enquiries.mail", f"{about} {reader.pk}", algorithm="sha256").hexdigest()
    return post(letter, reader.email, f"enquiry {key[:60]}", reader.language, reader) is not None


def _question(enquiry: Enquiry, reader: User) -> Letter:
    service = enquiry.get_service_display()
    names = {
        "coordinator": enquiry.working_group.coordinator,
        "group": enquiry.working_group,
        "place": enquiry.establishment,
        "service": service,
    }
    return _letter(
        _("Would you need this: %(service)s?") % {"service": service},
        reader,
        _("%(coordinator)s asks for the working group %(group)s whether %(place)s needs this: %(service)s.") % names,
        _("Say yes or no here: %(address)s") % {"address": absolute(reverse("enquiry", args=[enquiry.pk]))},
    )


def _proposal(group: WorkingGroup, reader: User) -> Letter:
    return _letter(
        _("A member of %(group)s would have neighbours asked") % {"group": group},
        reader,
        _("A member proposes to ask neighbours whether they need a shared service."),
        _("Look, and decide whom you ask: %(address)s") % {"address": absolute(reverse("enough", args=[group.pk]))},
    )


def _letter(subject: str, reader: User, *lines: str) -> Letter:
    greeting = _("Good day %(name)s,") % {"name": reader.name}
    return Letter(subject=subject, text="\n".join([greeting, "", *lines, "", _("Territory, the map of the region")]))

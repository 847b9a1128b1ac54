"""What reaches onto the land of communes: waits for the consent of those the reader speaks for, or of others."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.queue.section import QueueRow, Section
from frontend.queue.submissions import is_moderator, row_of
from frontend.templatetags.objects import collection_id, kind_name, object_url
from frontend.views.consents import part_in_words
from territory.consents.asking import ANSWERING
from territory.contributions.borders import asked_of, held_up
from territory.contributions.standing import standing_of
from territory.people.models import User


def concerns(reader: User) -> bool:
    """Whether ``reader`` speaks for an authority, or decides on what waits for one."""
    return bool(standing_of(reader).organisations_as(ANSWERING)) or is_moderator(reader)


def mine(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """What waits for the reader's consent, with the part that lies on their land."""
    rows = []
    for consent, thing in asked_of(reader):
        names = {"part": part_in_words(consent), "commune": consent.commune}
        rows.append(
            QueueRow(
                thing=thing,
                title=str(thing),
                address=f"{object_url(thing)}#consents",
                mark=str(consent.pk),
                facts=(kind_name(thing), str(thing.owner), _("%(part)s in %(commune)s") % names),
                waiting_days=(now - consent.asked_at).days,
                look=collection_id(thing),
            )
        )
    return rows


def others(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """What the reader's organisation submitted, or they decide on, and others have not consented to."""
    return [
        row_of(
            thing,
            now,
            reason="\n".join(
                f"{each.organisation}: {each.get_answer_display()}" + (f" – {each.reason}" if each.reason else "")
                for each in consents
            ),
        )
        for thing, consents in held_up(reader).items()
    ]


CONSENTS = Section(
    name="consents",
    title=gettext_lazy("Waiting for your consent"),
    template="frontend/queue/consents.html",
    is_for=concerns,
    mine=mine,
    others=others,
    others_note=gettext_lazy("Public only with the consent of everybody whose land it touches."),
)

"""Files of a meeting: hung on it, removed and taken back by its coordination."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed, WrongState
from territory.files.models import StoredFile
from territory.meetings.models import Meeting, MeetingFile
from territory.meetings.rules import can_run_group
from territory.people.models import User


def add_meeting_file(meeting: Meeting, actor: User, file: StoredFile) -> MeetingFile:
    """``file`` on ``meeting``. Raises NotAllowed, WrongState, Invalid (too many)."""
    _refuse_others(actor, meeting)
    with acting_as(actor, verb="add meeting file"):
        stored = Meeting.objects.select_for_update().filter(pk=meeting.pk, trashed_at=None).first()
        if stored is None:
            raise WrongState(_("This is in the trash. Take it out first."))
        if stored.files.filter(removed_at=None).count() >= settings.FILES_PER_THING:
            sentence = _("At most %(limit)d photos and documents hang on one thing. Remove one first.")
            raise Invalid({"file": [sentence % {"limit": settings.FILES_PER_THING}]})
        return MeetingFile.objects.create(meeting=stored, file=file)


def remove_meeting_file(paper: MeetingFile, actor: User) -> MeetingFile:
    """``paper``, now removed; it can be taken back. Raises NotAllowed."""
    return _changed(paper, actor, is_removed=True)


def take_back_meeting_file(paper: MeetingFile, actor: User) -> MeetingFile:
    """``paper`` again on its meeting. Raises NotAllowed."""
    return _changed(paper, actor, is_removed=False)


def _changed(paper: MeetingFile, actor: User, *, is_removed: bool) -> MeetingFile:
    _refuse_others(actor, paper.meeting)
    with acting_as(actor, verb="remove meeting file" if is_removed else "take back meeting file"):
        paper.removed_at = timezone.now() if is_removed else None
        paper.save(update_fields=["removed_at"])
    return paper


def _refuse_others(actor: User, meeting: Meeting) -> None:
    if not can_run_group(actor, meeting.working_group):
        raise NotAllowed(_("Only the coordination of %(group)s writes here.") % {"group": meeting.working_group})

"""The files of a form: chosen now, or handed in before and waiting for the form to be saved."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from frontend.views.reader import person_of
from territory.acting import acting_as
from territory.attachments.actions import add_file
from territory.attachments.models import ContributionFile
from territory.contributions.models import Contribution
from territory.errors import Invalid
from territory.files.actions import store, waiting_of
from territory.files.models import StoredFile
from territory.people.models import User

# A form that sends more at once is not filled in by a person.
MOST_AT_ONCE = 20


@dataclass
class Waiting:
    """A stored file that hangs on nothing yet, and what the person wrote about it."""

    file: StoredFile
    text: str = ""


@dataclass
class HandedIn:
    """``waiting`` comes back with a form that could not be saved; ``problems`` are sentences about the others."""

    waiting: list[Waiting] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def hang_on(self, thing: Contribution, author: User, language: str) -> list[ContributionFile]:
        """The files, hung on ``thing``. Raises NotAllowed, Invalid (too many, a text that is too long)."""
        hung = []
        for each in self.waiting:
            # One field a file: for a picture what it shows, for a document what it is.
            texts: dict[str, Any] = {"alt" if each.file.is_picture else "caption": each.text, "language": language}
            hung.append(add_file(thing, author, each.file, **texts))
        return hung


def handed_in(request: HttpRequest) -> HandedIn:
    """What came with this form; a file chosen now is kept at once, so that a refusal elsewhere costs nothing."""
    person = person_of(request)
    handed = HandedIn()
    keys = [key for key in request.POST.getlist("waiting") if key.isdigit() and len(key) < 18]
    left_out = set(request.POST.getlist("leave-out"))
    by_key = {str(stored.pk): stored for stored in waiting_of(person).filter(pk__in=keys)}
    for key in keys:
        if key in by_key and key not in left_out:
            handed.waiting.append(Waiting(by_key[key], request.POST.get(f"waiting-{key}", "")))
    uploads: list[Any] = request.FILES.getlist("files")
    if len(uploads) > MOST_AT_ONCE:
        handed.problems.append(_("At most %(limit)d files at once.") % {"limit": MOST_AT_ONCE})
    for upload in uploads[:MOST_AT_ONCE]:
        try:
            with acting_as(person, verb="hand in file"):
                handed.waiting.append(Waiting(store(upload, upload.name or "", person)))
        except Invalid as refusal:
            handed.problems.append(str(refusal))
    return handed

"""Keeping a siting, running it again, sharing and deleting it."""

from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed
from territory.people.models import User
from territory.studies import rules
from territory.studies.answer import Answer, answer_to
from territory.studies.cells import check_cells
from territory.studies.inputs import Inputs
from territory.studies.models import Study, StudyRun
from territory.working_groups.models import WorkingGroup

LONGEST_TITLE = 200
MOST_RUNS = 50  # kept of one study: a year of weekly looks


def ask(user: User, inputs: Inputs) -> Answer:
    """The answer to a question that nobody keeps. Raises Invalid, and what ``answer_to`` does."""
    check_cells(user, inputs)
    return answer_to(inputs, user)


def keep(user: User, title: str, inputs: Inputs, group: WorkingGroup | None = None) -> tuple[Study, StudyRun]:
    """The stored study with its first answer. Raises Invalid, NotAllowed, and what ``answer_to`` does."""
    _check_title(title)
    _check_group(user, group)
    check_cells(user, inputs)
    answer = answer_to(inputs)  # what everyone may read: others will open it
    with acting_as(user, verb="keep study"):
        study = Study.objects.create(title=title.strip(), owner=user, working_group=group, inputs=inputs.as_json())
        return study, StudyRun.objects.create(study=study, answer=answer)


def run_again(user: User, study: Study) -> StudyRun:
    """A new answer to the same question, with the land as it is now. Raises NotAllowed, and what ``answer_to`` does."""
    if not rules.can_see(user, study):
        raise NotAllowed(_("Only its author and the working group it is shared with run this study again."))
    answer: Answer = answer_to(Inputs.from_json(study.inputs))
    with acting_as(user, verb="run study"):
        run = StudyRun.objects.create(study=study, answer=answer)
        old = study.runs.order_by("-ran_at", "-pk").values_list("pk", flat=True)[MOST_RUNS:]
        StudyRun.objects.filter(pk__in=list(old)).delete()
    return run


def change(user: User, study: Study, title: str, group: WorkingGroup | None) -> Study:
    """The study under another title, shared with ``group`` or nobody. Raises Invalid, NotAllowed."""
    if not rules.can_change(user, study):
        raise NotAllowed(_("Only its author changes this study."))
    _check_title(title)
    if group is not None and group.pk != study.working_group_id:
        _check_group(user, group)
    with acting_as(user, verb="change study"):
        study.title, study.working_group = title.strip(), group
        study.save()
    return study


def discard(user: User, study: Study) -> None:
    """Deletes the study with its answers. Raises NotAllowed."""
    if not rules.can_change(user, study):
        raise NotAllowed(_("Only its author deletes this study."))
    with acting_as(user, verb="delete study"):
        study.delete()


def _check_title(title: str) -> None:
    if not title.strip():
        raise Invalid({"title": [_("Give the study a title, so that you find it again.")]})
    if len(title.strip()) > LONGEST_TITLE or "\x00" in title:
        raise Invalid({"title": [_("A title has at most %(most)d characters.") % {"most": LONGEST_TITLE}]})


def _check_group(user: User, group: WorkingGroup | None) -> None:
    if group is not None and not rules.can_share(user, group):
        raise NotAllowed(_("You share a study only with working groups you belong to."))

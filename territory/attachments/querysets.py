"""Reading what hangs on a thing."""

from django.db.models import QuerySet

from territory.attachments.models import ContributionFile, holder_of
from territory.contributions.models import Contribution


def files_of(thing: Contribution) -> QuerySet[ContributionFile]:
    """What hangs on ``thing``, in its order. Whoever may see the thing may see it."""
    return ContributionFile.objects.filter(removed_at=None, **holder_of(thing)).select_related("file")


def removed_from(thing: Contribution) -> QuerySet[ContributionFile]:
    """What was removed from ``thing`` and can be taken back, the latest first. Only for whoever may change it."""
    removed = ContributionFile.objects.exclude(removed_at=None).filter(**holder_of(thing))
    return removed.select_related("file").order_by("-removed_at")

"""From a comment to what it is about, and back."""

from collections.abc import Iterable

from territory.comments.models import Comment
from territory.contributions.models import Contribution
from territory.contributions.trash import placed_kinds


def things_of(comments: Iterable[Comment]) -> dict[tuple[str, int], Contribution]:
    """What ``comments`` are about, by kind and number, one statement a kind; without what is in the trash."""
    wanted: dict[str, set[int]] = {}
    for comment in comments:
        wanted.setdefault(comment.kind, set()).add(comment.object_id)
    kinds = {str(kind._meta.model_name): kind for kind in placed_kinds()}
    return {
        (name, thing.pk): thing
        for name, numbers in wanted.items()
        if name in kinds
        for thing in kinds[name].objects.present().filter(pk__in=numbers).select_related("owner", "theme")
    }


def thing_of(comment: Comment) -> Contribution | None:
    """What ``comment`` is about; None where it has gone."""
    return things_of([comment]).get((comment.kind, comment.object_id))

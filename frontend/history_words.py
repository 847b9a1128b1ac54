"""The history of what is placed, in the sentences of its page: what happened, by whom, and how a place changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.templatetags.quantities import hectares, metres
from territory.contributions.models import Contribution, Stage, State
from territory.contributions.rules import can_moderate, can_write_for_owner
from territory.history.differences import Difference, PlaceChange, differences
from territory.history.versions import Version
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User

# Told beside the version itself, and only to those who write or decide.
TOLD_APART = frozenset({"state", "state_reason"})


@dataclass(frozen=True)
class Entry:
    """One line of the history. ``since``: the version the reader could see before it; None for the first one.

    ``has_moment``: no later version was stored in the same transaction, so that a moment names it.
    """

    version: Version
    what: str
    who: str
    reason: str
    changed: list[str]
    since: Version | None
    has_moment: bool


def is_insider(reader: User | AnonymousUser, thing: Contribution) -> bool:
    """Whether ``reader`` writes or decides on ``thing``: they read names and reasons."""
    return can_write_for_owner(reader, thing) or can_moderate(reader, thing)


def entries(reader: User | AnonymousUser, thing: Contribution, versions: list[Version]) -> list[Entry]:
    """``versions`` (those that ``reader`` may see) as lines, the newest first."""
    insider = is_insider(reader, thing)
    authors = _authors(versions)
    by_number = {version.number: version for version in versions}
    last_of = {version.at: version for version in versions}
    lines = []
    for since, version in zip([None, *versions[:-1]], versions, strict=True):
        found = content_differences(type(thing), since, version) if since else []
        lines.append(
            Entry(
                version=version,
                what=_what_happened(since, version, found, _brought_back(type(thing), version, by_number)),
                who=_who(version, authors, by_name=insider),
                reason=_reason(since, version) if insider else "",
                changed=[each.label for each in found],
                since=since,
                has_moment=last_of[version.at] is version and version is not versions[-1],
            )
        )
    return lines[::-1]


def content_differences(kind: type[Contribution], before: Version, after: Version) -> list[Difference]:
    """What differs in the content, apart from the state and its reason."""
    return [each for each in differences(kind, before.row, after.row) if each.name not in TOLD_APART]


def _brought_back(kind: type[Contribution], version: Version, by_number: dict[int, Version]) -> Version | None:
    """The version that ``version`` restored, as far as the reader sees it.

    The note of it may be of a neighbour in the same transaction: the content decides.
    """
    origin = by_number.get(version.restored) if version.restored is not None else None
    return origin if origin is not None and not content_differences(kind, origin, version) else None


def _what_happened(
    since: Version | None, version: Version, found: list[Difference], brought_back: Version | None
) -> str:
    row = version.row
    if version.verb == "insert":
        return _("Added")
    if version.verb == "delete":
        return _("Deleted")
    if since is None:
        # What went before is not for this reader.
        return _("Published") if row.state == State.PUBLISHED else str(State(row.state).label).capitalize()
    if step := _step_in_words(since.row, row):
        return step
    if brought_back is not None:
        return _("Version %(number)d brought back") % {"number": brought_back.number}
    return _("Changed") if found else _("Saved without a change")


def _step_in_words(before: Any, after: Any) -> str:
    """From which state or stage to which; empty where both stayed."""
    if before.state != after.state:
        return _("From “%(before)s” to “%(after)s”") % {
            "before": State(before.state).label,
            "after": State(after.state).label,
        }
    if before.stage != after.stage:
        return _("Stage: from “%(before)s” to “%(after)s”") % {
            "before": Stage(before.stage).label,
            "after": Stage(after.stage).label,
        }
    return ""


def _reason(since: Version | None, version: Version) -> str:
    if version.verb == "delete":
        return version.reason
    if since is not None and since.row.stage != version.row.stage:
        return version.reason
    is_step = since is None or since.row.state != version.row.state
    return str(version.row.state_reason) if is_step else ""


def _authors(versions: Iterable[Version]) -> dict[int, User]:
    return User.objects.in_bulk({version.actor_id for version in versions if version.actor_id is not None})


def _who(version: Version, authors: dict[int, User], *, by_name: bool) -> str:
    if version.actor_id is None:
        return _("the system")
    author = authors.get(version.actor_id)
    if author is None or author.left_at is not None:
        return _("a former member")
    return str(author) if by_name else _in_whose_name(author, version)


def _in_whose_name(author: User, version: Version) -> str:
    """The organisation that ``author`` acted for, instead of a name."""
    memberships = list(
        Membership.objects.filter(user=author).valid_on(timezone.localdate(version.at)).select_related("organisation")
    )
    for membership in memberships:
        if membership.organisation_id == version.row.owner_id:
            return _("a member of %(organisation)s") % {"organisation": membership.organisation}
    for membership in memberships:
        if membership.role == Role.REGIONAL_MODERATOR:
            return _("a moderator of %(organisation)s") % {"organisation": membership.organisation}
    if memberships:
        return _("a member of %(organisation)s") % {"organisation": memberships[0].organisation}
    # Without a membership nobody writes but the administrators of the service.
    was_member = not author.is_superuser and Membership.objects.filter(user=author).exists()
    return _("a former member") if was_member else _("an administrator")


def place_in_words(change: PlaceChange) -> str:
    """How a place changed, in one line: moved by, area or length from and to, or drawn anew."""
    parts = []
    if change.is_other_shape:
        shapes = {"before": _shape(change.before.dims), "after": _shape(change.after.dims)}
        parts.append(_("%(before)s became %(after)s") % shapes)
    if change.moved_m >= 1:
        parts.append(_("moved by %(distance)s") % {"distance": metres(change.moved_m)})
    if round(change.area_before_m2) != round(change.area_after_m2):
        parts.append(
            _("area from %(before)s to %(after)s")
            % {"before": hectares(change.area_before_m2), "after": hectares(change.area_after_m2)}
        )
    elif round(change.length_before_m) != round(change.length_after_m):
        parts.append(
            _("length from %(before)s to %(after)s")
            % {"before": metres(change.length_before_m), "after": metres(change.length_after_m)}
        )
    return "; ".join(parts) or _("drawn anew")


def _shape(dimension: int) -> str:
    return (_("a pin"), _("a line"), _("an area"))[dimension]

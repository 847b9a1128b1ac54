"""What the demonstration's accounts follow and say, so that news, digests and comments are not empty."""

from collections.abc import Mapping
from typing import Any

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from territory.alerts.following import follow
from territory.alerts.models import Rhythm, Subject, Subscription
from territory.comments.actions import comment
from territory.comments.models import Comment
from territory.contributions.models import Contribution, Theme
from territory.initiatives.models import LocalInitiative
from territory.organisations.roles import Role
from territory.people.models import User
from territory.pooled_services.models import PooledService

# Communes by LAU2 code, parks and themes by code, in the rhythm of each.
FOLLOWED: tuple[tuple[str, str, str, str], ...] = (
    (Role.COMPANY_MEMBER, Subject.PARK, "cloche-d-or", Rhythm.AT_ONCE),
    (Role.COMPANY_MEMBER, Subject.THEME, "mobility", Rhythm.DAILY),
    (Role.COMMUNE_EDITOR, Subject.COMMUNE, "0201", Rhythm.AT_ONCE),
    (Role.COMMUNE_EDITOR, Subject.THEME, "green-spaces", Rhythm.WEEKLY),
    (Role.PARK_MANAGER, Subject.PARK, "zare-ouest", Rhythm.DAILY),
    (Role.WORKING_GROUP_COORDINATOR, Subject.COMMUNE, "0304", Rhythm.DAILY),
    (Role.REGIONAL_MODERATOR, Subject.COMMUNE, "0204", Rhythm.WEEKLY),
)
# By whom, about what (its English title), in the words of somebody who reads the map.
COMMENTS: tuple[tuple[str, type[Contribution], str, str], ...] = (
    (
        Role.COMMUNE_EDITOR,
        LocalInitiative,
        "Corporate Garden Krakelshaff",
        "Le sentier qui y mène est ouvert toute la journée, aussi le week-end. (Commentaire inventé)",
    ),
    (
        Role.COMPANY_MEMBER,
        LocalInitiative,
        "Corporate Garden Krakelshaff",
        "Would other companies be welcome to look after a bed of their own? (Invented comment)",
    ),
    (
        Role.COMPANY_MEMBER,
        PooledService,
        "Shuttle Howald Gare – Cloche d’Or",
        "Our early shift begins at six: could the first run start a quarter of an hour before? (Invented comment)",
    ),
    (
        Role.WORKING_GROUP_COORDINATOR,
        PooledService,
        "Shuttle Howald Gare – Cloche d’Or",
        "Déi éischt Tour fiert vum nächste Mount u méi fréi. (Erfonnte Kommentar)",
    ),
)


def ensure_following(people: Mapping[str, User]) -> None:
    """Each account follows something; what it follows already, and how, stays."""
    for role, subject, code, rhythm in FOLLOWED:
        thing = _called(subject, code)
        known = Subscription.objects.filter(reader=people[role], subject=subject, **{subject: thing}).exists()
        if not known:
            wish = follow(people[role], subject, thing)
            wish.rhythm = rhythm
            wish.save()


def ensure_comments(people: Mapping[str, User]) -> None:
    """Comments that are shown, and one that waits for somebody to look at it; each once."""
    for role, kind, title, text in COMMENTS:
        rows: Any = kind.objects.public()  # the types do not know its columns by language
        thing = rows.filter(title_en=title).first()
        if thing is not None and not Comment.objects.filter(author=people[role], text=text).exists():
            comment(thing, people[role], text)


def _called(subject: str, code: str) -> Commune | BusinessPark | Theme:
    if subject == Subject.COMMUNE:
        return Commune.objects.get(lau2_code=code, valid_until=None)
    if subject == Subject.PARK:
        return BusinessPark.objects.get(code=code)
    return Theme.objects.get(code=code)

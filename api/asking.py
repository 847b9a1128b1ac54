"""Who asks, in which language, and which formats they accept: what both interfaces need to know about a request."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.request import Request

from api import as_of, params
from api.catalogue import BY_ID
from api.collection import Asker, Collection, Reading, day_seen
from api.errors import BadParameter, NoSuchThing, NotAcceptable
from api.tokens import TokenAuthentication
from territory.people.models import User

JSON_TYPES = ("application/json", "application/geo+json")


def asker_of(request: HttpRequest) -> Asker:
    """The person behind the token or the session; a visitor without either. Raises AuthenticationFailed."""
    if request.headers.get("Authorization"):
        found = TokenAuthentication().authenticate(request)
        if found is not None:
            return found[0]
    return request.user


def reading_of(request: HttpRequest | Request, parameters: Mapping[str, str]) -> Reading:
    """Language, day and our own address for this answer."""
    return Reading(
        language=params.language(parameters, get_language()),
        day=timezone.localdate(),
        base_url=request.build_absolute_uri("/").rstrip("/"),
        is_past=as_of.NAME in parameters,
        seen_on=day_seen(*params.days_seen(parameters)),
    )


def signed_in(request: Request) -> User:
    """The person who asks, behind a permission that lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def language_of(request: Request) -> str:
    """The language of the answer, whatever else is asked."""
    return reading_of(request, request.query_params.dict()).language


def language_alone(request: Request) -> str:
    """The language of the answer, where nothing else can be asked. Raises BadParameter."""
    params.refuse_unknown(request.query_params.dict(), ["lang"])
    return language_of(request)


def collection_called(collection_id: str) -> Collection:
    """The collection with this id. Raises NoSuchThing."""
    if collection_id not in BY_ID:
        raise NoSuchThing(
            _("There is no collection “%(id)s”; there are %(known)s.")
            % {"id": collection_id, "known": ", ".join(BY_ID)}
        )
    return BY_ID[collection_id]


def collections_chosen(parameters: Mapping[str, str]) -> list[Collection]:
    """The collections that ``collections`` names, separated by commas, each once; all without it.

    Raises NoSuchThing for an unknown one and BadParameter where none is named.
    """
    text = parameters.get("collections")
    if text is None:
        return list(BY_ID.values())
    names = [name for name in dict.fromkeys(text.split(",")) if name]
    if not names:
        raise BadParameter(
            "collections",
            _("“collections” names one or several, with commas between: %(known)s.") % {"known": ", ".join(BY_ID)},
        )
    return [collection_called(name) for name in names]


def feature_id(text: str) -> int:
    """The number of a feature. Raises NoSuchThing, since any other text names nothing."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NoSuchThing(_("There is no feature “%(id)s”; ids are numbers.") % {"id": text})
    return int(text)


def check_format(request: HttpRequest, offered: tuple[str, ...] = JSON_TYPES) -> None:
    """Raises BadParameter or NotAcceptable unless JSON (or what is ``offered``) will do."""
    wanted = request.GET.get("f")
    if wanted is not None and wanted != "json":
        raise BadParameter("f", _("“f” is json; “%(value)s” is not given here.") % {"value": wanted})
    if wanted is None and not any(request.accepts(media_type) for media_type in offered):
        raise NotAcceptable(
            _("This is given as %(offered)s, which the request does not accept.") % {"offered": ", ".join(offered)}
        )

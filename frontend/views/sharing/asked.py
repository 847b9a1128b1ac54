"""Which view of the map somebody asks to share, and where it lies."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.map_view import MapView, kept_parameters, read_view, said_once

HIDDEN_AT_FIRST = tuple(collection.id for collection in MAP_COLLECTIONS if not collection.shown)
COLLECTION_IDS = frozenset(collection.id for collection in MAP_COLLECTIONS)


@dataclass(frozen=True)
class Asked:
    """``target`` is the address on the map behind the language, ``query`` what the pages of sharing are asked with."""

    view: MapView
    target: str
    query: str
    base_url: str

    @property
    def address(self) -> str:
        """Where the map shows the same, in the reader's language."""
        return f"{self.base_url}{reverse('map')}{self.target}"

    def of(self, name: str, *args: str) -> str:
        """The page of sharing called ``name``, asked with this view."""
        return f"{reverse(name, args=args)}{'?' if self.query else ''}{self.query}"


def asked_view(request: HttpRequest) -> Asked:
    """The view in the address of ``request``. Raises Invalid for a day or a box that cannot be read."""
    return asked_from(said_once(request.GET), request)


def asked_from(parameters: dict[str, str], request: HttpRequest) -> Asked:
    """The view that ``parameters`` mean, at the address under which ``request`` reached us. Raises Invalid."""
    kept = kept_parameters(parameters)
    selected = _selected(parameters.get("selected", ""))
    query = kept | ({"selected": f"{selected[0]}/{selected[1]}"} if selected else {})
    return Asked(
        view=read_view(kept, HIDDEN_AT_FIRST, selected),
        target=target_on_map(parameters),
        query=_written(query),
        base_url=request.build_absolute_uri("/").rstrip("/"),
    )


def target_on_map(parameters: dict[str, str]) -> str:
    """What is asked as the map has it in its address, behind the language; also where it cannot be read."""
    selected = _selected(parameters.get("selected", ""))
    on_map = {name: value for name, value in kept_parameters(parameters).items() if name != "bbox"}
    path = f"{selected[0]}/{selected[1]}/" if selected else ""
    return f"{path}?{_written(on_map)}" if on_map else path


def reader_language() -> str:
    """The language of the open page."""
    return get_language() or "en"


def _written(parameters: dict[str, str]) -> str:
    return urlencode(parameters, safe=",/")


def _selected(text: str) -> tuple[str, int] | None:
    collection, _slash, pk = text.partition("/")
    if collection in COLLECTION_IDS and pk.isascii() and pk.isdigit() and len(pk) <= 18:
        return (collection, int(pk))
    return None

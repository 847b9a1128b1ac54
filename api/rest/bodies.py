"""From the Feature somebody wrote to the values of an action, or BadBody with every problem and where it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from api.collection import Collection
from api.errors import BadBody, Sentence
from api.rest.geometry import place_from, refuse_other_crs
from layers.languages import LANGUAGES
from territory.contributions.models import State
from territory.organisations.models import Organisation

Problems = list[tuple[str, Sentence]]


@dataclass
class Written:
    """What a body asks for: values for the action, an owner, a state to move to and the reason for it."""

    values: dict[str, Any] = field(default_factory=dict)
    owner: Organisation | None = None
    state: str | None = None
    reason: str = ""


class Wrong(Exception):
    """One value that cannot be read; ``below`` is the rest of its pointer."""

    def __init__(self, sentence: Sentence, below: str = "") -> None:
        super().__init__(sentence)
        self.below = below


def written_feature(body: Any, collection: Collection, language: str) -> Written:
    """What ``body`` asks for; properties that only we write are left aside. Raises BadBody."""
    if not isinstance(body, dict) or body.get("type", "Feature") != "Feature":
        raise BadBody(
            [("", _("The body is one GeoJSON Feature: {“type”: “Feature”, “geometry”: …, “properties”: …}."))]
        )
    properties = body.get("properties", {})
    if not isinstance(properties, dict):
        raise BadBody([("/properties", _("“properties” is an object."))])
    written = Written()
    problems: Problems = []
    try:
        if "crs" in body:
            refuse_other_crs(body["crs"], "/crs")
        if body.get("geometry") is not None:
            written.values["location"] = place_from(body["geometry"])
    except BadBody as error:
        problems += error.problems
    problems += _read_properties(written, properties, collection, language)
    if problems:
        raise BadBody(problems)
    return written


def _read_properties(written: Written, properties: dict[str, Any], collection: Collection, language: str) -> Problems:
    """Puts the properties into ``written``; what is wrong with them."""
    problems: Problems = []
    readers = _readers(collection)
    read_only = {each.name for each in collection.fields} - set(readers)
    for name, value in properties.items():
        if name in read_only:
            continue
        pointer = f"/properties/{name.replace('~', '~0').replace('/', '~1')}"
        if name not in readers:
            known = ", ".join(sorted(readers))
            problems.append((pointer, _("There is no such property to write; possible: %(known)s.") % {"known": known}))
            continue
        try:
            readers[name](written, value, language)
        except Wrong as error:
            problems.append((pointer + error.below, str(error)))
    return problems


Reader = Callable[[Written, Any, str], None]


def _readers(collection: Collection) -> dict[str, Reader]:
    """How each property that may be written is read. Whether its value is known, the action tells."""
    readers = {
        "title": _texts("title"),
        "summary": _texts("summary"),
        "theme": _text("theme"),
        "stage": _text("stage"),
        "stage_on": _text("stage_on"),
        "stage_evidence": _text("stage_evidence"),
        "starts_on": _text("starts_on", empty=None),
        "ends_on": _text("ends_on", empty=None),
        "link": _text("link"),
        "owner": _owner,
        "partners": _partners,
        "state": _state,
        "reason": _reason,
    }
    own = {each.name for each in collection.fields}
    if "working_group" in own:
        readers["working_group"] = _text("working_group", empty=None)
    if "capacity" in own:
        readers["capacity"] = _whole("capacity")
        readers["capacity_unit"] = _text("capacity_unit")
        readers["catchment_m"] = _whole("catchment_m")
    return readers


def plain(value: Any, below: str = "") -> str:
    """``value`` as a text that can be stored. Raises Wrong."""
    if not isinstance(value, str):
        raise Wrong(_("Here stands a text."), below)
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise Wrong(_("The text holds a character that cannot be stored."), below)
    return value


def _texts(name: str) -> Reader:
    def read(written: Written, value: Any, language: str) -> None:
        if isinstance(value, str):
            value = {language: value}
        if not isinstance(value, dict):
            raise Wrong(
                _("Here stands a text, or an object with one text per language (%(known)s).")
                % {"known": ", ".join(LANGUAGES)}
            )
        written.values[name] = {code: "" if text is None else plain(text, f"/{code}") for code, text in value.items()}

    return read


def _text(name: str, empty: str | None = "") -> Reader:
    def read(written: Written, value: Any, language: str) -> None:
        text = "" if value is None else plain(value)
        written.values[name] = text or empty

    return read


def _whole(name: str) -> Reader:
    def read(written: Written, value: Any, language: str) -> None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise Wrong(_("Here stands a whole number, 0 or more."))
        written.values[name] = value

    return read


def _owner(written: Written, value: Any, language: str) -> None:
    written.owner = Organisation.objects.filter(slug=plain(value)).first()
    if written.owner is None:
        raise Wrong(_("There is no organisation “%(value)s”.") % {"value": value})


def _partners(written: Written, value: Any, language: str) -> None:
    if not isinstance(value, list):
        raise Wrong(_("Here stands a list of short names of organisations."))
    written.values["partners"] = [plain(slug, f"/{index}") for index, slug in enumerate(value)]


def _state(written: Written, value: Any, language: str) -> None:
    if plain(value) not in State.values:
        raise Wrong(_("One of %(known)s; “%(value)s” is not.") % {"known": ", ".join(State.values), "value": value})
    written.state = value


def _reason(written: Written, value: Any, language: str) -> None:
    written.reason = plain(value)

"""The doors through which one thing is tried: page, interface with session and with token, back office.

Each answers whether what was meant has happened. All are served by the application's role of the database, and undone.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client

from layers.crs import in_lonlat
from territory.comments.models import Comment
from territory.consents.models import Answer, Consent
from territory.contributions.models import Contribution, State, Theme
from territory.organisations.models import Organisation
from territory.people.models import ApiToken, User

COLLECTIONS = {
    "localinitiative": "local-initiatives",
    "cooperationproject": "cooperation-projects",
    "pooledservice": "pooled-services",
}
NEW = "Neu durch diese Tür"


class _Undone(Exception):
    pass


def undone(act: Callable[[], Any], happened: Callable[[], bool]) -> bool:
    """Whether it has happened once the application's role did ``act``."""
    result = False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            act()
            cursor.execute("reset role")
            result = happened()
            raise _Undone
    except _Undone:
        return result


def stored(thing: Contribution) -> Any:
    return type(thing)._default_manager.get(pk=thing.pk)


@dataclass
class Door:
    """One way in for one person; None is a visitor."""

    person: User | None

    def __post_init__(self) -> None:
        self.client = Client()
        if self.person is not None:
            self.client.force_login(self.person, backend="django.contrib.auth.backends.ModelBackend")

    def edits(self, thing: Contribution) -> bool:
        return undone(lambda: self.edit(thing), lambda: stored(thing).summary_de == NEW)

    def moves(self, thing: Contribution, target: str) -> bool:
        return undone(lambda: self.move(thing, target), lambda: stored(thing).state == target)

    def discards(self, thing: Contribution) -> bool:
        return undone(lambda: self.discard(thing), lambda: stored(thing).trashed_at is not None)

    def proposes(self, kind: type[Contribution], owner: Organisation, place: Any) -> bool:
        return undone(
            lambda: self.propose(kind, owner, place),
            lambda: kind._default_manager.filter(title_de=NEW, owner=owner).exists(),
        )

    def edit(self, thing: Contribution) -> Any:
        raise NotImplementedError

    def move(self, thing: Contribution, target: str) -> Any:
        raise NotImplementedError

    def discard(self, thing: Contribution) -> Any:
        raise NotImplementedError

    def propose(self, kind: type[Contribution], owner: Organisation, place: Any) -> Any:
        raise NotImplementedError


def typed(place: Any, **more: Any) -> dict[str, Any]:
    theme = Theme.objects.get(code="mobility").pk
    return {"theme": theme, "location": in_lonlat(place).geojson, "stage": "inventory", **more}


class Page(Door):
    def _post(self, thing: Contribution, verb: str, **data: Any) -> Any:
        return self.client.post(f"/de/{COLLECTIONS[str(thing._meta.model_name)]}/{thing.pk}/{verb}/", data)

    def edit(self, thing: Contribution) -> Any:
        form = typed(thing.location, title_fr="Titre", summary_de=NEW, based_on=thing.version)
        return self._post(thing, "edit", **form)

    def move(self, thing: Contribution, target: str) -> Any:
        return self._post(thing, "state", target=target, reason="Darum.")

    def discard(self, thing: Contribution) -> Any:
        return self._post(thing, "delete")

    def propose(self, kind: type[Contribution], owner: Organisation, place: Any) -> Any:
        form = typed(place, title_de=NEW, owner=owner.pk, intent="save")
        return self.client.post(f"/de/add/{COLLECTIONS[str(kind._meta.model_name)]}/", form)

    def recovers(self, thing: Contribution) -> bool:
        return undone(lambda: self._post(thing, "recover"), lambda: stored(thing).trashed_at is None)

    def restores(self, thing: Contribution, event: int, title: str) -> bool:
        return undone(
            lambda: self._post(thing, f"history/{event}/restore", seen=thing.version),
            lambda: stored(thing).title_fr == title,
        )

    def answers(self, thing: Contribution, consent: Consent, answer: str) -> bool:
        decision = {Answer.CONSENTS: "agree", Answer.REFUSES: "refuse", Answer.WAITING: "withdraw"}[Answer(answer)]
        return undone(
            lambda: self._post(thing, "consents", consent=consent.pk, decision=decision, reason="Darum."),
            lambda: Consent.objects.get(pk=consent.pk).answer == answer,
        )

    def asks(self, thing: Contribution) -> bool:
        return undone(
            lambda: self._post(thing, "consents/ask"),
            lambda: Consent.objects.of(thing).current().exists(),
        )

    def comments(self, thing: Contribution) -> bool:
        return undone(lambda: self._post(thing, "comments", text=NEW), lambda: thing_has_comment(thing))


def thing_has_comment(thing: Contribution) -> bool:
    return Comment.objects.filter(kind=thing._meta.model_name, object_id=thing.pk, text=NEW).exists()


class Interface(Door):
    """REST, in the session of the browser."""

    headers: dict[str, str] = {}

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        more = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1/{path}", headers=self.headers, **more)

    def _patch(self, thing: Contribution, **properties: Any) -> Any:
        path = f"{COLLECTIONS[str(thing._meta.model_name)]}/{thing.pk}/"
        return self.ask("patch", path, {"properties": properties})

    def edit(self, thing: Contribution) -> Any:
        return self._patch(thing, summary={"de": NEW})

    def move(self, thing: Contribution, target: str) -> Any:
        return self._patch(thing, state=target, reason="Darum.")

    def discard(self, thing: Contribution) -> Any:
        return self.ask("delete", f"{COLLECTIONS[str(thing._meta.model_name)]}/{thing.pk}/")

    def propose(self, kind: type[Contribution], owner: Organisation, place: Any) -> Any:
        body = {
            "type": "Feature",
            "geometry": json.loads(in_lonlat(place).geojson),
            "properties": {"title": {"de": NEW}, "theme": "mobility", "owner": owner.slug},
        }
        return self.ask("post", f"{COLLECTIONS[str(kind._meta.model_name)]}/", body)

    def answers(self, thing: Contribution, consent: Consent, answer: str) -> bool:
        return undone(
            lambda: self.ask("post", f"consents/{consent.pk}/answer/", {"answer": answer, "reason": "Darum."}),
            lambda: Consent.objects.get(pk=consent.pk).answer == answer,
        )


class WithToken(Interface):
    """REST, with a token that may write."""

    def __post_init__(self) -> None:
        self.client = Client()
        if self.person is not None:
            _stored, text = ApiToken.objects.create(user=self.person, name="doors", scope="write")
            self.headers = {"authorization": f"Token {text}"}


class BackOffice(Door):
    def _at(self, thing: Contribution, end: str = "") -> str:
        return f"/admin/territory/{thing._meta.model_name}/{end}"

    def edit(self, thing: Contribution) -> Any:
        address = self._at(thing, f"{thing.pk}/change/")
        sent: dict[str, Any] = {"title_fr": "Titre"}
        if self.person is not None and self.person.is_superuser:
            form = self.client.get(address).context["adminform"].form
            values = {name: form[name].value() for name in form.fields}
            sent = {name: "" if value is None else value for name, value in values.items()}
            if "location" in sent:
                sent["location"] = in_lonlat(thing.location).geojson
        return self.client.post(address, {**sent, "summary_de": NEW})

    def move(self, thing: Contribution, target: str) -> Any:
        action = {State.PUBLISHED: "publish", State.ARCHIVED: "archive"}[State(target)]
        return self.client.post(self._at(thing), {"action": action, "_selected_action": thing.pk})

    def discard(self, thing: Contribution) -> Any:
        return self.client.post(self._at(thing, f"{thing.pk}/delete/"), {"post": "yes"})

    def propose(self, kind: type[Contribution], owner: Organisation, place: Any) -> Any:
        form = typed(place, title_de=NEW, owner=owner.pk)
        return self.client.post(f"/admin/territory/{kind._meta.model_name}/add/", form)

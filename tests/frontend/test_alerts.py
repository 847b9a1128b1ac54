"""News, what is followed, feeds, calendars, the queue and the outbox, as pages."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from icalendar import Calendar

from frontend.mails import write_news
from layers.construction_zones.models import ConstructionPhase
from territory.alerts import telling
from territory.alerts.following import follow, key_of
from territory.alerts.models import Channel, MailState, Notification, OutgoingMail, Rhythm, Subject, Subscription
from territory.alerts.posting import Letter, post, send
from territory.alerts.unsubscribing import Unsubscribing
from territory.contributions.actions import move, propose
from territory.contributions.models import State, Theme
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.frontend.conftest import Reader
from tests.tiny_land import TinyLand, at

ATOM = "{http://www.w3.org/2005/Atom}"


def submitted(land: TinyLand, title: str) -> LocalInitiative:
    values = {"title": {"fr": title}, "theme": "food", "location": at(500, 500), "starts_on": datetime.date(2027, 3, 1)}
    thing = propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, values)
    return move(thing, land.editor_westen, State.SUBMITTED)


def mark(thing: LocalInitiative) -> str:
    return f"local-initiatives:{thing.pk}:{thing.version}"


def tell_all() -> None:
    for happening in Happening.objects.order_by("pk"):
        telling.tell(happening.pk, write_news)


def titles(response: Any, name: str) -> list[str]:
    return [str(row.thing) for row in response.context[name]]


def test_who_writes_for_an_organisation_has_a_queue(tiny_land: TinyLand, reading_as: Reader) -> None:
    without_role = User.objects.create_user("leser@example.org", "a long password", name="Leser")
    assert reading_as(tiny_land.moderator).get("/de/queue/").status_code == 200
    assert reading_as(tiny_land.administrator).get("/de/queue/").status_code == 200
    assert reading_as(tiny_land.editor_westen).get("/de/queue/").status_code == 200
    # Comments on what the company runs wait for its people.
    assert reading_as(tiny_land.company_member).get("/de/queue/").status_code == 200
    assert reading_as(without_role).get("/de/queue/").status_code == 403
    assert reading_as(None).get("/de/queue/").status_code == 302
    assert "/de/queue/" in reading_as(tiny_land.moderator).get("/de/mine/").content.decode()
    assert "/de/queue/" not in reading_as(without_role).get("/de/mine/").content.decode()


def test_several_are_published_at_once(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    things = [submitted(tiny_land, title) for title in ("Un", "Deux", "Trois")]
    assert titles(browser.get("/fr/queue/"), "mine") == ["Un", "Deux", "Trois"]
    chosen = [mark(thing) for thing in things[:2]]
    response = browser.post("/fr/queue/decide/", {"thing": chosen, "decision": "publish"}, follow=True)
    assert titles(response, "mine") == ["Trois"]
    assert titles(response, "decided") == ["Deux", "Un"]
    one_click = browser.post("/fr/queue/decide/", {"only": mark(things[2])}, follow=True)
    assert titles(one_click, "mine") == []


def test_changes_need_a_reason_and_nothing_typed_is_lost(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    thing = submitted(tiny_land, "Un")
    form = {"thing": [mark(thing)], "decision": "request_changes"}
    response = browser.post("/fr/queue/decide/", {**form, "reason": " "})
    assert response.status_code == 422
    assert f'value="{mark(thing)}" id="choose-submissions-1" checked' in response.content.decode()
    response = browser.post("/fr/queue/decide/", {**form, "reason": "Plus clair"}, follow=True)
    assert titles(response, "others") == ["Un"]
    thing.refresh_from_db()
    assert (thing.state, thing.state_reason) == (State.CHANGES_REQUESTED, "Plus clair")


def test_what_changed_since_it_was_seen_is_not_decided(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = submitted(tiny_land, "Un")
    seen = mark(thing)
    move(move(thing, tiny_land.editor_westen, State.DRAFT), tiny_land.editor_westen, State.SUBMITTED)
    reading_as(tiny_land.moderator).post("/fr/queue/decide/", {"only": seen})
    thing.refresh_from_db()
    assert thing.state == State.SUBMITTED


def test_nobody_decides_through_the_queue_who_may_not(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = submitted(tiny_land, "Un")
    reading_as(tiny_land.editor_westen).post("/fr/queue/decide/", {"only": mark(thing)})
    reading_as(tiny_land.moderator).post("/fr/queue/decide/", {"only": "local-initiatives:x:y"})
    thing.refresh_from_db()
    assert thing.state == State.SUBMITTED


def test_a_publication_can_be_undone(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    thing = submitted(tiny_land, "Un")
    browser.post("/fr/queue/decide/", {"only": mark(thing)})
    thing.refresh_from_db()
    response = browser.post("/fr/queue/take-back/", {"only": mark(thing)}, follow=True)
    assert titles(response, "decided") == []
    thing.refresh_from_db()
    assert thing.state == State.ARCHIVED


def test_what_waited_long_is_said(tiny_land: TinyLand, reading_as: Reader) -> None:
    submitted(tiny_land, "Un")
    Happening.objects.update(happened_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=15))
    response = reading_as(tiny_land.moderator).get("/en/queue/")
    assert len(response.context["overdue"]) == 1
    assert "waiting for 15 days" in response.content.decode()


def test_news_are_counted_opened_and_marked(tiny_land: TinyLand, reading_as: Reader) -> None:
    first, second = submitted(tiny_land, "Un"), submitted(tiny_land, "Deux")
    for thing in (first, second):
        move(thing, tiny_land.moderator, State.CHANGES_REQUESTED, "<b>Plus</b> clair")
    tell_all()
    browser = reading_as(tiny_land.editor_westen)
    page = browser.get("/en/news/").content.decode()
    assert "“Un” came back for changes." in page
    assert "&lt;b&gt;Plus" in page
    assert '<span class="count">2' in page
    told = Notification.objects.filter(reader=tiny_land.editor_westen).order_by("pk").first()
    assert told
    assert browser.post(f"/en/news/{told.pk}/").headers["Location"] == f"/en/local-initiatives/{first.pk}/"
    assert '<span class="count">1' in browser.get("/en/news/").content.decode()
    first.delete()
    assert browser.post(f"/en/news/{told.pk}/").headers["Location"] == "/en/news/"
    browser.post("/en/news/read/")
    assert '<span class="count">' not in browser.get("/en/news/").content.decode()
    assert reading_as(tiny_land.editor_osten).post(f"/en/news/{told.pk}/").status_code == 404


def test_the_button_follows_and_stops(tiny_land: TinyLand, reading_as: Reader) -> None:
    page = f"/en/communes/{tiny_land.westen.pk}/"
    assert "Sign in to follow this" in reading_as(None).get(page).content.decode()
    browser = reading_as(tiny_land.company_member)
    form = {"subject": "commune", "pk": str(tiny_land.westen.pk), "next": page}
    assert browser.post("/en/following/start/", form).headers["Location"] == page
    assert "You follow this: stop" in browser.get(page).content.decode()
    wish = Subscription.objects.get()
    other = reading_as(tiny_land.editor_osten)
    assert other.post(f"/en/following/{wish.pk}/", {"stop": "1"}).status_code == 404
    browser.post(f"/en/following/{wish.pk}/", {"rhythm": "weekly", "channel": "mail"})
    wish.refresh_from_db()
    assert (wish.rhythm, wish.channel) == (Rhythm.WEEKLY, Channel.MAIL)
    assert browser.post(f"/en/following/{wish.pk}/", {"stop": "1", "next": page}).headers["Location"] == page
    assert not Subscription.objects.exists()
    elsewhere = {**form, "next": "https://elsewhere.example/"}
    assert browser.post("/en/following/start/", elsewhere).headers["Location"] == "/en/following/"


def test_duties_have_a_rhythm_too(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    browser.post("/en/following/0/", {"rhythm": "daily", "channel": "both"})
    assert Subscription.objects.get().subject == Subject.DUTIES
    assert browser.post("/en/following/0/", {"rhythm": "hourly", "channel": "both"}).status_code == 302
    assert Subscription.objects.get().rhythm == Rhythm.DAILY


@pytest.mark.parametrize(
    ("drawn", "status"),
    [
        # Some 700 m × 1.1 km inside Westen, which reaches from 6.030 to 6.071 and from 49.520 to 49.556 degrees.
        ("[[[6.04,49.53],[6.05,49.53],[6.05,49.54],[6.04,49.54],[6.04,49.53]]]", 302),
        ("[[[6.04,49.53],[6.05,49.54],[6.05,49.53],[6.04,49.54],[6.04,49.53]]]", 422),  # crosses itself
        ("[[[2.3,48.8],[2.4,48.8],[2.4,48.9],[2.3,48.8]]]", 422),  # Paris
        ("[[[200,95],[201,95],[201,96],[200,95]]]", 422),  # nowhere
        ("[]", 422),
    ],
)
def test_an_area_can_be_drawn(tiny_land: TinyLand, reading_as: Reader, drawn: str, status: int) -> None:
    geojson = f'{{"type": "Polygon", "coordinates": {drawn}}}'
    browser = reading_as(tiny_land.company_member)
    response = browser.post("/en/following/area/", {"name": "Around us", "location": geojson})
    assert response.status_code == status, response.content.decode()[:3000]
    assert Subscription.objects.count() == (status == 302)


def test_mails_end_without_signing_in(tiny_land: TinyLand) -> None:
    wish = follow(tiny_land.company_member, Subject.COMMUNE, tiny_land.westen)
    address = f"/de/unsubscribe/{Unsubscribing(tiny_land.company_member.pk, str(wish.pk)).signed()}/"
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(address).status_code == 200
    wish.refresh_from_db()
    assert wish.channel == Channel.BOTH  # a scanner that opens links ends nothing
    assert browser.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    wish.refresh_from_db()
    assert wish.channel == Channel.NEWS
    assert browser.post(address, {"undo": "1"}).status_code == 200
    wish.refresh_from_db()
    assert wish.channel == Channel.BOTH
    assert browser.post(f"{address[:-3]}xx/").status_code == 404


def test_a_feed_has_a_secret_address_that_can_be_changed(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = submitted(tiny_land, "Un")
    tell_all()
    key = key_of(tiny_land.moderator)
    response = Client().get(f"/de/feeds/{key}.atom")
    feed = ElementTree.fromstring(response.content)
    assert len(list(feed.iter(f"{ATOM}entry"))) == 1
    links = [link.attrib["href"] for entry in feed.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]
    assert links[0].endswith(f"/local-initiatives/{thing.pk}/")
    assert response.headers["Cache-Control"] == "private, no-store"
    reading_as(tiny_land.moderator).post("/de/following/new-address/")
    assert Client().get(f"/de/feeds/{key}.atom").status_code == 404
    assert Client().get(f"/de/calendars/{key}.ics").status_code == 404


def test_public_feeds_hold_what_is_public(tiny_land: TinyLand) -> None:
    public = move(submitted(tiny_land, "Un"), tiny_land.moderator, State.PUBLISHED)
    gone = move(submitted(tiny_land, "Deux"), tiny_land.moderator, State.PUBLISHED)
    move(gone, tiny_land.moderator, State.ARCHIVED)
    submitted(tiny_land, "Trois")
    for address in (f"/en/communes/{tiny_land.westen.pk}/new.atom", "/en/themes/food/new.atom"):
        feed = ElementTree.fromstring(Client().get(address).content)
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["New on the map: “Un”."]
    assert not list(
        ElementTree.fromstring(Client().get(f"/en/communes/{tiny_land.osten.pk}/new.atom").content).iter(f"{ATOM}entry")
    )
    assert public.pk


def test_calendars_hold_works_and_dated_things(tiny_land: TinyLand, one_of_each: dict[str, Model]) -> None:
    move(submitted(tiny_land, "Un"), tiny_land.moderator, State.PUBLISHED)
    ConstructionPhase.objects.update(ends_on=datetime.date(2099, 3, 31), certainty="fixed")
    public = Calendar.from_ical(Client().get(f"/de/communes/{tiny_land.westen.pk}/works.ics").content)
    works = public.walk("VEVENT")
    assert [str(event["summary"]) for event in works] == ["Gleisbau – Bauabschnitt 1"]
    assert works[0]["dtstart"].dt == datetime.date(2024, 1, 1)
    assert works[0]["dtend"].dt == datetime.date(2099, 4, 1)  # the day after the last
    reader = tiny_land.company_member
    follow(reader, Subject.COMMUNE, tiny_land.westen)
    wish = follow(reader, Subject.THEME, Theme.objects.get(code="food"))
    whole = Calendar.from_ical(Client().get(f"/de/calendars/{key_of(reader)}.ics").content)
    assert {str(event["summary"]) for event in whole.walk("VEVENT")} == {"Gleisbau – Bauabschnitt 1", "Un"}
    one = Calendar.from_ical(Client().get(f"/de/calendars/{key_of(reader)}/{wish.pk}.ics").content)
    assert [str(event["summary"]) for event in one.walk("VEVENT")] == ["Un"]
    assert not Calendar.from_ical(Client().get(f"/de/communes/{tiny_land.osten.pk}/works.ics").content).walk("VEVENT")


def test_the_outbox_is_there_only_where_the_settings_open_it(
    tiny_land: TinyLand, reading_as: Reader, settings: Any
) -> None:
    submitted(tiny_land, "Un")
    tell_all()
    letter = OutgoingMail.objects.get()
    send(letter.pk)
    assert mail.outbox[0].body == letter.text
    browser = reading_as(tiny_land.company_member)
    settings.OUTBOX_PAGE = False
    assert browser.get("/de/outbox/").status_code == 404
    assert browser.get(f"/de/outbox/{letter.pk}/").status_code == 404
    settings.OUTBOX_PAGE = True
    assert letter.subject in browser.get("/de/outbox/").content.decode()
    html = browser.get(f"/de/outbox/{letter.pk}/")
    assert html.content.decode() == letter.html
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]
    plain = post(Letter("Ohne HTML", "Nur <Worte>"), "somebody@example.org", "plain", "de")
    assert plain
    assert "Nur &lt;Worte&gt;" in browser.get(f"/de/outbox/{plain.pk}/").content.decode()
    assert reading_as(None).get("/de/outbox/").status_code == 302


def test_the_back_office_sends_again_what_did_not_arrive(tiny_land: TinyLand, reading_as: Reader) -> None:
    submitted(tiny_land, "Un")
    tell_all()
    letter = OutgoingMail.objects.get()
    OutgoingMail.objects.update(state=MailState.UNCLEAR)
    browser = reading_as(tiny_land.administrator)
    assert letter.subject in browser.get("/admin/territory/outgoingmail/").content.decode()
    form = {"action": "send_again", "_selected_action": [str(letter.pk)]}
    browser.post("/admin/territory/outgoingmail/", form)
    letter.refresh_from_db()
    assert letter.state == MailState.QUEUED

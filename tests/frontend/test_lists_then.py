"""A page of a day gone by shows who took part on that day."""

from django.test import Client

from territory.companies.models import Company, Establishment
from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.pooled_services.models import PooledService
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import TinyLand, at


def test_partners_and_subscribers_are_those_of_the_day(tiny_land: TinyLand) -> None:
    company = Company.objects.create(name="Müller", organisation=tiny_land.firma)
    first, second = (
        Establishment.objects.create(company=company, name=name, location=at(100, 100), nace_section="C", jobs=1)
        for name in ("Schreinerei", "Bäckerei")
    )
    values = {
        "title": {"de": "Pendelbus"},
        "theme": "mobility",
        "location": at(500, 500),
        "partners": [tiny_land.firma],
        "subscribers": [first],
    }
    thing = propose(PooledService, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    move(thing, tiny_land.editor_westen, State.SUBMITTED)
    move(thing, tiny_land.moderator, State.PUBLISHED)
    thing = revise(thing, tiny_land.moderator, {"partners": [tiny_land.netzwerk], "subscribers": [second]})
    spread_over(thing, *(noon(day) for day in ("2026-05-01", "2026-05-01", "2026-05-01", "2026-05-03")))
    address = f"/de/pooled-services/{thing.pk}/"
    then = Client().get(f"{address}?as_of=2026-05-02").content.decode()
    now = Client().get(address).content.decode()
    assert "<dd>Firma</dd>" in then
    assert "<dd>Netzwerk</dd>" in now
    for page, shown, hidden in ((then, "Schreinerei", "Bäckerei"), (now, "Bäckerei", "Schreinerei")):
        article = page.split("<article")[1].split("</article>")[0]
        assert shown in article
        assert hidden not in article

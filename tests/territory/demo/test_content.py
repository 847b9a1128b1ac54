"""What the demonstration holds."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.db.models import Count, Q
from django.utils import timezone, translation

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionZone
from layers.transit.models import TransitStop
from territory.companies.models import Company, Establishment
from territory.contributions.models import Stage, State, Theme
from territory.contributions.place import straying_in_words
from territory.contributions.rules import can_place
from territory.cooperation.models import CooperationProject
from territory.demo.load import AUTHOR
from territory.history.as_of import KNOWN_THEN, as_of, moment_called
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup

LANGUAGES = ("de", "fr", "en", "lb")
KINDS = (LocalInitiative, CooperationProject, PooledService)
INVENTED = {"de": "Erfundenes", "fr": "inventé", "en": "Invented", "lb": "Erfonnt "}


def all_contributions() -> list:
    return [thing for kind in KINDS for thing in kind.objects.select_related("owner", "theme")]


def test_the_demonstration_is_complete_and_plainly_invented(demo):
    things = all_contributions()
    assert {thing.theme.code for thing in things} == set(Theme.objects.values_list("code", flat=True))
    assert {thing.stage for thing in things} == set(Stage.values)
    assert {thing.state for thing in things} == set(State.values)
    assert {thing.location.geom_type for thing in things} >= {"Point", "LineString", "Polygon"}
    published = [thing for thing in things if thing.state == State.PUBLISHED]
    assert len(things) >= 25
    assert len(published) > len(things) / 2
    for thing in things:
        assert thing.is_invented
        assert can_place(type(thing), thing.owner, thing.location), thing
        for language in LANGUAGES:
            assert getattr(thing, f"title_{language}"), (thing, language)
            assert INVENTED[language] in getattr(thing, f"summary_{language}"), (thing, language)
        texts = [getattr(thing, f"summary_{language}") for language in LANGUAGES]
        assert len(set(texts)) == 4, thing


def test_companies_are_invented_and_stand_inside_the_parks(demo):
    assert 140 <= Establishment.objects.count() <= 170
    assert not Company.objects.filter(is_invented=False).exists()
    assert not Establishment.objects.filter(is_invented=False).exists()
    assert not Company.objects.exclude(name__startswith="Demo ").exists()
    inside = set()
    for park in BusinessPark.objects.all():
        inside |= set(Establishment.objects.within(park.footprint))
    assert inside == set(Establishment.objects.all())
    assert not Establishment.objects.filter(Q(jobs=None) | Q(jobs=0)).exists()


def test_invented_organisations_say_so_in_their_name(demo):
    words = {"de": "erfunden", "fr": "ficti", "en": "invented", "lb": "erfonnt"}
    invented = Organisation.objects.filter(is_invented=True)
    assert invented.count() > 20
    for organisation in invented:
        for language, word in words.items():
            assert word in getattr(organisation, f"name_{language}")


def test_every_commune_of_the_two_regions_has_an_administration_with_a_mandate(demo):
    covered = set(Mandate.objects.exclude(commune=None).values_list("commune__lau2_code", flat=True))
    regional = Commune.objects.filter(regions__code__in=["prosud", "agglo-centre"])
    assert covered == set(regional.values_list("lau2_code", flat=True))
    assert len(covered) == 22
    regions = Mandate.objects.exclude(region=None).values_list("organisation__slug", "region__code")
    assert set(regions) == {("prosud", "prosud"), ("agglo-centre-demo", "agglo-centre")}
    parks = Mandate.objects.filter(organisation__slug="zare").values_list("business_park__code", flat=True)
    assert set(parks) == {"zare-ouest", "zare-est", "sommet"}


def test_the_two_working_groups_have_8_and_20_employers_within_their_parks(demo):
    groups = WorkingGroup.objects.annotate(member_count=Count("members")).values_list("slug", "member_count")
    assert set(groups) == {("cloche-dor", 8), ("kirchberg", 20)}
    assert WorkingGroup.objects.get(slug="cloche-dor").founded_on.year == 2016
    for group in WorkingGroup.objects.all():
        assert group.business_parks.exists()
        for member in group.members.all():
            assert group.footprint.buffer(5).contains(member.establishment.location)


def test_things_grow_from_earlier_ones_and_services_have_subscribers(demo):
    assert CooperationProject.objects.exclude(grown_from=None).exists()
    assert PooledService.objects.exclude(grown_from=None).count() >= 3
    assert PooledService.objects.filter(subscribers__isnull=False).distinct().count() >= 5


def test_whoever_wrote_the_demonstration_can_do_nothing_any_more(demo):
    author = User.objects.get(email=AUTHOR)
    assert not (author.is_active)
    assert not (author.is_staff)
    assert not (author.is_superuser)
    assert not (author.has_usable_password())
    assert {thing.created_by for thing in all_contributions()} == {author}


def test_a_second_call_says_so_and_changes_nothing(demo, capsys):
    Organisation.objects.filter(slug="prosud").update(website="https://example.org/changed")
    call_command("load_demo")
    assert "already loaded" in capsys.readouterr().out
    assert Organisation.objects.get(slug="prosud").website == "https://example.org/changed"


# Stops of line T1 beside the border, with the commune the operator's list says; Howald Gare lies some metres from it.
STOPS_AT_THE_BORDER = {
    "Scillas": "commune-hesperange",
    "Howald Gare": "commune-luxembourg",
    "Lycée Vauban": "commune-luxembourg",
}


@pytest.mark.parametrize("name", STOPS_AT_THE_BORDER)
def test_communes_place_initiatives_at_their_own_tram_stops_only(demo, name):
    stop = TransitStop.objects.get(name=name)
    may = {
        slug
        for slug in ("commune-luxembourg", "commune-hesperange", "commune-bettembourg")
        if can_place(LocalInitiative, Organisation.objects.get(slug=slug), stop.location)
    }
    assert may == {STOPS_AT_THE_BORDER[name]}


def test_hesperange_is_told_how_far_howald_station_lies_beyond_its_border(demo):
    stop = TransitStop.objects.get(name="Howald Gare")
    mandates = Mandate.objects.filter(organisation__slug="commune-hesperange")
    with translation.override("de"):
        sentence = straying_in_words(stop.location, mandates, timezone.localdate())
    assert "Luxemburg" in sentence
    distance_m = int(re.search(r"(\d+) m", sentence)[1])
    # 12 m with the official border; the demonstration's is generalised to about 100 m.
    assert 1 <= distance_m <= 112


def test_more_and_more_is_known_from_year_to_year(demo):
    known = []
    for year in (2018, 2021, 2024, 2025):
        moment = moment_called(f"{year}-06-30")
        known.append(sum(as_of(kind.objects.all(), moment).filter(state=State.PUBLISHED).count() for kind in KINDS))
    published = sum(kind.objects.filter(state=State.PUBLISHED).count() for kind in KINDS)
    assert known == sorted(set(known))
    assert known[0] == 0
    assert known[-1] < published
    # What was published on the day of its last stage was a draft in the one before.
    garden = LocalInitiative.objects.get(title_de="Firmengarten Krakelshaff")
    days = ("2025-02-01", "2025-03-01", "2025-04-10", "2025-06-01")
    then = [as_of(LocalInitiative.objects.all(), moment_called(day)).filter(pk=garden.pk).first() for day in days]
    assert [thing and (thing.state, thing.stage) for thing in then] == [
        None,
        (State.DRAFT, "inventory"),
        (State.DRAFT, "solution"),
        (State.PUBLISHED, "pilot"),
    ]


def test_in_march_the_bridge_of_howald_was_believed_to_be_done_in_october(demo):
    ends = [
        as_of(ConstructionZone.objects.all(), moment_called(day))
        .filter(code="howald-pole-d-echange", phases__number=2)
        .values_list("phases__ends_on", flat=True)
        .get()
        for day in ("2026-03-10", "2026-04-15")
    ]
    assert ends == [datetime.date(2026, 10, 30), datetime.date(2027, 4, 30)]
    # The land is known from the first; what was stored today is what is known today.
    for model in KNOWN_THEN:
        assert as_of(model.objects.all(), timezone.now()).count() == model.objects.count(), model
    assert not as_of(TransitStop.objects.all(), moment_called("2018-01-01")).exists()
    assert as_of(TransitStop.objects.all(), moment_called("2018-01-03")).count() == TransitStop.objects.count()

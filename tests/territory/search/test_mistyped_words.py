"""A filter finds what a text says though the word was mistyped; a word that some text holds is taken as it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.search.containing import containing
from territory.search.models import KnownWord
from territory.search.spelling import spelled
from tests.territory.contributions.making import make
from tests.tiny_land import at

TEXTS = {
    "Zaun": {"summary_de": "Gemeinsame Kantine im Gewerbegebiet", "summary_fr": "Une cantine partagée"},
    "Baum": {"summary_de": "Fahrräder für die Mobilität im Kanton", "summary_fr": "Vélos pour la mobilité douce"},
    "Beet": {"summary_en": "Rainwater for 2024 gardens", "summary_lb": "Reewaasser fir d’Gäert"},
}


@pytest.fixture
def texts(tiny_land):
    for number, (name, summaries) in enumerate(TEXTS.items()):
        location = at(500 + 1000 * number, 500)
        make(LocalInitiative, tiny_land.gemeinde_westen, location, State.PUBLISHED, title_de=name, **summaries)


def found(words: str) -> list[str]:
    rows = containing(LocalInitiative.objects.all(), ("title", "summary"), words)
    return sorted(rows.values_list("title_de", flat=True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("kantine", ["Zaun"]),
        # A letter left out, one too many, two exchanged, another one; accents and case aside.
        ("Kantne", ["Zaun"]),
        ("kantinne", ["Zaun"]),
        ("MOBILTIÄT", ["Baum"]),
        ("mobilte", ["Baum"]),
        ("Gewerbegebeit", ["Zaun"]),
        ("rainwatre", ["Beet"]),
        ("Reewasser", ["Beet"]),
        # Words stand anywhere in the texts, each in any of them and in any language.
        ("gewerbegebiet kantine", ["Zaun"]),
        ("baum mobilite", ["Baum"]),
        ("kantne gewerbegebeit", ["Zaun"]),
        ("kantine mobilität", []),
        # The nearest word is meant, and what texts hold is taken as it is.
        ("kantone", ["Baum"]),
        ("kanton", ["Baum"]),
        ("Bahnhof", []),
        ("vello", ["Baum"]),
        ("Zahnrad", []),
        ("100%", []),
        ("20204", []),
    ],
)
def test_summaries_forgive_typing_errors(texts, words, names):
    assert found(words) == names


def test_the_words_of_a_text_are_known_once_it_is_written(texts):
    assert set(KnownWord.objects.filter(word__startswith="re").values_list("word", flat=True)) == {"reewaasser"}
    assert not KnownWord.objects.filter(word__in=["2024", "fur", "d"]).exists()
    assert found("bienenwiese") == []
    LocalInitiative.objects.filter(title_de="Baum").update(summary_de="Bienenwiesen")
    assert found("Bienenwisen") == ["Baum"]
    # What it said before can still be looked for.
    assert KnownWord.objects.filter(word="fahrrader").exists()


def test_a_known_word_is_taken_as_it_is(texts):
    assert spelled("Kantine kantone") == [["Kantine"], ["kanton"]]
    KnownWord.objects.create(word="kantone")
    assert spelled("kantone") == [["kantone"]]


def test_a_mistyped_word_costs_two_statements(texts, django_assert_num_queries):
    with django_assert_num_queries(2):
        spelled("Kantne")


def test_an_index_finds_the_nearest_words(texts):
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        spelled("Kantne")
        cursor.execute("insert into territory_knownword select md5(i::text) from generate_series(1, 20000) i")
        cursor.execute("analyze territory_knownword")
        # So few words are read nearly as quickly without it.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {asked.captured_queries[1]['sql']}")
        assert "known_word_trigrams" in "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("words", ["kantine", "kantone"])
def test_indexes_find_what_holds_the_words(texts, words):
    with connection.cursor() as cursor:
        # So few rows are read as quickly without them.
        cursor.execute("set local enable_seqscan = off")
    plan = containing(LocalInitiative.objects.order_by(), ("title", "summary"), words).explain()
    assert "localinitiative_title_trigrams" in plan
    assert "localinitiative_summary_trigrams" in plan
    assert "Seq Scan" not in plan

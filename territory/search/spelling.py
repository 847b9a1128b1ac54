"""What a mistyped word was meant as."""

from difflib import SequenceMatcher

from django.contrib.postgres.lookups import TrigramSimilar
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Value

from territory.search.models import KnownWord
from territory.search.text import SearchText

# Shorter words have too many neighbours: "Zahn" is no Zaun.
LETTERS = 5
# So like it a word has to be (difflib's ratio): one letter of seven or two neighbours exchanged, not two letters.
ALIKE_FROM = 0.8
# Words less like it than the nearest by this are left: "Kantne" is the Kantine, no Kanton.
NEARLY = 0.05
# So many words share most three-letter parts with what was typed and are compared letter by letter.
COMPARED = 50
# A sentence of more words is not a search for a mistyped one.
WORDS = 8


def spelled(words: str) -> list[list[str]]:
    """For each of ``words`` what it is looked for as: itself, or the nearest words where no text holds it."""
    typed = words.split()
    return [(_meant(word) if number < WORDS else []) or [word] for number, word in enumerate(typed)]


def _meant(word: str) -> list[str]:
    if len(word) < LETTERS or not word.isalpha():
        return []
    compared = SearchText(Value(word))
    if KnownWord.objects.filter(word__contains=compared).exists():
        return []
    near = KnownWord.objects.filter(TrigramSimilar(F("word"), compared))
    near = near.order_by(-TrigramSimilarity("word", compared))  # type: ignore[arg-type]  # an expression will do
    found = near.values_list(compared, "word")[:COMPARED]
    likeness = {known: SequenceMatcher(None, known, folded).ratio() for folded, known in found}
    enough = max(ALIKE_FROM, max(likeness.values(), default=0) - NEARLY)
    return [known for known, ratio in likeness.items() if ratio >= enough]

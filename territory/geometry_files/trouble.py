"""What keeps a file from being read, as a word; ``read.py`` has the sentences."""


class Trouble(Exception):
    """``word`` names the sentence, ``facts`` fill it in."""

    def __init__(self, word: str, **facts: int | str) -> None:
        super().__init__(word)
        self.word = word
        self.facts = facts

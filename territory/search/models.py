"""The words that texts of contributions hold: with them a word that no text holds is read as the nearest one."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownWord(models.Model):
    """A word of four letters or more that a title or a summary holds or held, as ``SearchText`` compares it.

    Written by triggers (``migrations/sql/known_words.sql``), never removed: what was once written can still be looked
    for.
    """

    word = models.TextField(_("word"), primary_key=True)

    class Meta:
        verbose_name = _("known word")
        verbose_name_plural = _("known words")
        indexes = [GinIndex(OpClass("word", "gin_trgm_ops"), name="known_word_trigrams")]

    def __str__(self) -> str:
        return self.word

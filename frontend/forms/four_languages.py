"""A form whose texts can be given in each of the four languages: the reader's comes first, the others stand below."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model

from frontend.forms.contributions import languages_reader_first
from frontend.forms.typed import TypedForm


class FourLanguagesForm(TypedForm):
    """``TEXTS``: the translated columns of ``MODEL`` with their labels, first the one needed in some language."""

    MODEL: type[Model]
    TEXTS: Mapping[str, Any]
    LONG: frozenset[str]  # those of several lines

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = languages_reader_first()
        for code, name in self.languages:
            for text in self.TEXTS:
                self.fields[f"{text}_{code}"] = self._text(text, code, name)

    @property
    def first(self) -> list[str]:
        """The names of the texts in the reader's language."""
        return [f"{text}_{self.languages[0][0]}" for text in self.TEXTS]

    def _text(self, text: str, code: str, name: str) -> forms.CharField:
        own = code == self.languages[0][0]
        column: Any = self.MODEL._meta.get_field(text)
        long = text in self.LONG
        widget = forms.Textarea if long else forms.TextInput
        return forms.CharField(
            label=self.TEXTS[text] if own else f"{self.TEXTS[text]} ({name})",
            required=False,
            max_length=column.max_length,
            help_text=column.help_text if own else "",
            widget=widget(attrs={"lang": code, "rows": 3} if long else {"lang": code}),
        )

    @property
    def others(self) -> list[forms.BoundField]:
        """The texts in the languages that are not the reader's."""
        return [self[f"{text}_{code}"] for code, _name in self.languages[1:] for text in self.TEXTS]

    @property
    def own(self) -> list[forms.BoundField]:
        """The other fields."""
        others = {field.name for field in self.others}
        return [field for field in self if field.name not in others]

    @property
    def optional(self) -> set[str]:
        """The names of what may stay empty in the reader's language."""
        return set(self.first[1:])

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """A title that is missing in every language is asked for in the reader's."""
        needed = next(iter(self.TEXTS))
        titles = [f"{needed}_{code}" for code, _name in self.languages]
        if not any(self.cleaned_data.get(title) for title in titles):
            problems = {titles[0] if name in titles else name: said for name, said in problems.items()}
        super().add_problems(problems)

    @property
    def others_are_wrong(self) -> bool:
        return any(field.errors for field in self.others)

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return dict(self.cleaned_data)

    @classmethod
    def texts_of(cls, thing: Model) -> dict[str, Any]:
        """What the form shows of the texts of a stored thing."""
        return {
            f"{text}_{code}": getattr(thing, f"{text}_{code}")
            for text in cls.TEXTS
            for code, _name in languages_reader_first()
        }

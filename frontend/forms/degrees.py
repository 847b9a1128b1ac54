"""The field in which a coordinate is typed."""

from typing import Any

from django import forms


def degrees_field(label: Any, largest: int) -> forms.FloatField:
    """An optional number of degrees from ``-largest`` to ``largest``, written as the reader's language does."""
    return forms.FloatField(
        label=label,
        required=False,
        localize=True,
        min_value=-largest,
        max_value=largest,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

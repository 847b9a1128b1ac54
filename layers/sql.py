"""Finds a raw query by the package it belongs to and its name."""

from functools import cache
from importlib import resources


@cache
def query(package: str, name: str) -> str:
    """The text of ``sql/<name>.sql`` beside the modules of ``package``."""
    return (resources.files(package) / "sql" / f"{name}.sql").read_text(encoding="utf-8")

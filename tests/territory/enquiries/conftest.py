"""The neighbours of the needs and offers."""

from tests.territory.needs_and_offers.conftest import as_web, neighbours  # noqa: F401  fixtures

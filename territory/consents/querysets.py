"""Reading consents."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models


class ConsentQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those that the present place of their thing needs."""
        return self.filter(closed_at__isnull=True)

    def of(self, thing: Any) -> Self:
        """All about ``thing``."""
        return self.filter(kind=thing._meta.model_name, object_id=thing.pk)

    def asked_of(self, organisation_ids: Iterable[int]) -> Self:
        """Current ones that these organisations were asked for."""
        return self.current().filter(organisation__in=organisation_ids)

    def waiting(self) -> Self:
        """Current ones without an answer."""
        return self.current().filter(answer="waiting")

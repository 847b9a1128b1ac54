"""Reading kept sheets."""

from typing import Any, Self

from django.db import models


class KeptSheetQuerySet(models.QuerySet):
    def of(self, thing: Any) -> Self:
        """All of ``thing``, as far as the version in memory knows of them, the last one first."""
        rows = self.filter(kind=thing._meta.model_name, object_id=thing.pk, version__lte=thing.version)
        return rows.order_by("-version")

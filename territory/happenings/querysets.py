"""Reading what happened."""

import datetime
from typing import Any, Self

from django.db import models


class HappeningQuerySet(models.QuerySet):
    def of(self, thing: Any) -> Self:
        """What happened to ``thing``, the newest first."""
        return self.filter(kind=thing._meta.model_name, object_id=thing.pk)

    def last_of(self, thing: Any, what: str) -> datetime.datetime | None:
        """When that last happened to ``thing``; None where it never did."""
        return self.of(thing).filter(what=what).values_list("happened_at", flat=True).first()

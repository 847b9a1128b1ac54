"""Reading transit sections and stops by time."""

import datetime
from typing import Self

from django.db import models


class OpenedQuerySet(models.QuerySet):
    def open_on(self, day: datetime.date) -> Self:
        """Rows that were in service on ``day``."""
        return self.filter(opened_on__lte=day)

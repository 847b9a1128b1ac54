"""Doing what the worker does, at once."""

from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontend.mails import write_news
from territory.alerts import posting, telling
from territory.happenings.record import TELL

Work = Callable[[], None]


@pytest.fixture
def work(db: None) -> Work:
    """Does the jobs that wait, and those they leave, oldest first; as the worker would, in this process."""
    done: set[int] = set()

    def _work() -> None:
        while waiting := list(ProcrastinateJob.objects.exclude(pk__in=done).order_by("pk")):
            for job in waiting:
                done.add(job.pk)
                if job.task_name == TELL:
                    telling.tell(job.args["happening_id"], write_news)
                elif job.task_name == posting.SEND:
                    posting.send(job.args["mail_id"])

    return _work

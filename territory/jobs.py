"""Work left to the worker, put down in the same transaction as what it is about."""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued


def leave_to_worker(
    task: str, *, lock: str | None = None, only_one: str | None = None, priority: int = 0, **arguments: Any
) -> None:
    """A job for the worker, which sees it once the running transaction is committed.

    ``lock``: jobs with the same one run one after the other. ``only_one``: nothing is added while a job with
    the same one waits. ``priority``: less than 0 for what nobody waits for; mails go before it.
    """
    # Inside the worker the app has a connection of its own; Django's is the one with the transaction.
    jobs = app.with_connector(DjangoConnector(alias="default"))
    task_settings: dict[str, Any] = {"lock": lock, "queueing_lock": only_one, "priority": priority}
    try:
        jobs.configure_task(task, allow_unknown=True, **task_settings).defer(**arguments)
    except AlreadyEnqueued:
        return

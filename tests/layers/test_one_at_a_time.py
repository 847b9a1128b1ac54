"""The same thing is done by one transaction after the other."""

import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from layers.one_at_a_time import one_at_a_time


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_whoever_does_something_else_does_not():
    done: list[str] = []

    def do(what: str) -> None:
        try:
            with transaction.atomic():
                one_at_a_time(what)
                done.append(what)
        finally:
            connection.close()

    with transaction.atomic():
        one_at_a_time("the same")
        other, same = (threading.Thread(target=do, args=[what]) for what in ("other", "the same"))
        same.start()
        other.start()
        other.join(timeout=30)
        same.join(timeout=0.5)
        assert (done, same.is_alive()) == (["other"], True)
    same.join(timeout=30)
    assert done == ["other", "the same"]


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_would_be_kept():
    with pytest.raises(TransactionManagementError, match="transaction"):
        one_at_a_time("anything")

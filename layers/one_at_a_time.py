"""Transactions that must not do the same at the same moment wait for each other."""

from django.db import connection
from django.db.transaction import TransactionManagementError


def one_at_a_time(what: str) -> None:
    """Waits while another transaction does ``what``, then keeps others waiting until the one around it ends.

    Two different texts may by chance wait for each other (1 in 2⁶⁴); none is ever let in too early. Raises
    TransactionManagementError outside a transaction, where nothing would be kept.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("one_at_a_time() needs a transaction around it.")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])

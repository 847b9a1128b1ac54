"""Whether this process lives (/healthz) and whether it can serve (/readyz)."""

from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from api.errors import answers_problems, problem


@answers_problems("GET", "HEAD")
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _told({"status": "alive", "release": settings.RELEASE})


@answers_problems("GET", "HEAD")
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has the tables this code needs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _tables_are_there():
        # Looked at again next time: the migrations may be under way.
        _tables_are_there.cache_clear()
        return problem(503, _("The database is not prepared yet: its migrations have not all been applied."))
    return _told({"status": "ready", "release": settings.RELEASE})


@cache
def _tables_are_there() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _told(content: dict[str, str]) -> HttpResponse:
    response = JsonResponse(content)
    response["Cache-Control"] = "no-store"
    return response

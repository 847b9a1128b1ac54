"""Pages that explain: how to use the map, and what it is made of."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontend.help_tasks import TASK_BY_CODE, TASKS
from frontend.shortcuts import other_keys, single_keys
from frontend.views.kinds import PLACED_KINDS, roles_that_add
from layers.sources.models import Release


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to explore, find what is near, and add."""
    kinds = [(kind, roles_that_add(kind)) for kind in PLACED_KINDS.values()]
    return render(request, "frontend/pages/help.html", {"kinds": kinds, "tasks": TASKS})


@require_safe
def help_task(request: HttpRequest, code: str) -> HttpResponse:
    """How to do one thing, step by step, with a picture of the screen where it is done."""
    task = TASK_BY_CODE.get(code)
    if task is None:
        raise Http404
    others = [other for other in TASKS if other is not task]
    picture = task.picture_in(get_language() or settings.LANGUAGE_CODE)
    return render(request, "frontend/pages/help_task.html", {"task": task, "picture": picture, "others": others})


@require_safe
@vary_on_headers("X-Fragment")
def shortcuts_page(request: HttpRequest) -> HttpResponse:
    """The keys that do something on the map; the map shows them as a dialog."""
    name = "shortcuts_parts" if request.headers.get("X-Fragment") == "dialog" else "shortcuts"
    return render(request, f"frontend/pages/{name}.html", {"single_keys": single_keys(), "other_keys": other_keys()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the service is, and every source with its newest release, licence and date."""
    newest = Release.objects.select_related("source").order_by("source_id", "-released_on", "-pk").distinct("source_id")
    return render(
        request,
        "frontend/pages/about.html",
        {
            "releases": sorted(newest, key=lambda release: release.source.title),
            "source_code_url": settings.SOURCE_CODE_URL,
        },
    )

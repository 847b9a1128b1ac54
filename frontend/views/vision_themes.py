"""The themes of the regional vision: all of them on one page, and writing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.vision import ThemeForm
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.contributions.models import Theme
from territory.errors import Invalid
from territory.vision.counted import counted_themes
from territory.vision.rules import can_write_themes
from territory.vision.themes import add_theme, change_theme, move_theme, recover_theme, remove_theme


@require_safe
def themes_page(request: HttpRequest) -> HttpResponse:
    """Every theme: what it means, and how many published things and goals are about it."""
    context = {"rows": counted_themes(), "may_write": can_write_themes(request.user)}
    return render(request, "frontend/themes/themes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def add_theme_page(request: HttpRequest) -> HttpResponse:
    """The form of a new theme."""
    _check(request)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            theme = add_theme(person_of(request), form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("The theme is part of the vision; projects can be placed under it at once."))
            return _back_to(theme)
    return _form(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def change_theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a theme that is there."""
    _check(request)
    theme = get_object_or_404(Theme, code=code)
    form = ThemeForm(request.POST or None, initial=ThemeForm.initial_of(theme))
    if request.method == "POST" and form.is_valid():
        try:
            change_theme(person_of(request), theme, form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("Saved."))
            return _back_to(theme)
    return _form(request, form, theme)


@login_required
@require_POST
@refusals_as_pages
def move_theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """Moves a theme up or down, here and wherever themes are chosen."""
    theme = get_object_or_404(Theme, code=code)
    move_theme(person_of(request), theme, -1 if request.POST.get("by") == "-1" else 1)
    return _back_to(theme)


@login_required
@require_POST
@refusals_as_pages
def remove_theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """Removes a theme that nothing is about; the next page offers the way back."""
    theme = get_object_or_404(Theme, code=code)
    remove_theme(person_of(request), theme)
    messages.success(request, render_to_string("frontend/themes/undo.html", {"theme": theme}, request))
    return redirect("themes")


@login_required
@require_POST
@refusals_as_pages
def recover_theme_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings a removed theme back."""
    theme = recover_theme(person_of(request), pk)
    messages.success(request, _("The theme is part of the vision; projects can be placed under it at once."))
    return _back_to(theme)


def _check(request: HttpRequest) -> None:
    if not can_write_themes(request.user):
        raise Http404


def _back_to(theme: Theme) -> HttpResponse:
    return redirect(f"{reverse('themes')}#theme-{theme.code}")


def _form(request: HttpRequest, form: ThemeForm, theme: Theme | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "theme": theme}
    return render(request, "frontend/themes/form.html", context, status=422 if form.errors else 200)

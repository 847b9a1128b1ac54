"""The page of one's own API tokens. A new one is shown once, on the answer to making it, and never again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontend.forms.account import TokenForm
from frontend.views.reader import person_of
from territory.errors import Invalid
from territory.people.tokens import make_token, revoke_token, tokens_of


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens_page(request: HttpRequest) -> HttpResponse:
    """The tokens that work, and the form for a new one."""
    person = person_of(request)
    form, made, text = TokenForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made, text = make_token(person, values["name"], values["scope"], form.lifetime())
            form = TokenForm()
        except Invalid as refusal:
            form.add_problems(refusal.problems)
    return render(
        request,
        "frontend/account/tokens.html",
        {"form": form, "tokens": tokens_of(person), "made": made, "text": text},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def revoke(request: HttpRequest, token_key: str) -> HttpResponse:
    """Makes one of one's own tokens useless."""
    if revoke_token(person_of(request), token_key):
        messages.success(request, _("The token no longer works."))
    return redirect("tokens")

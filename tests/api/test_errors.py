"""Every refusal is a problem document (RFC 9457) with the right status."""

import json

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError

from api import errors
from api.errors import STATUS, answers_problems, problem_of

LIST = "/api/v1/local-initiatives/"


def is_problem(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert {"type", "title", "status", "detail"} <= set(document)
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/v2/communes/",
        "/api/v1/nothing",
        "/ogc/nothing",
        "/ogc/collections/nothing",
        "/ogc/collections/nothing/items",
        "/ogc/collections/communes/items/0",
        "/ogc/collections/communes/items/first",
        "/ogc/collections/communes/items/99999999999999999999",
        "/ogc/tileMatrixSets/Other",
        "/api/v1/communes/0/",
        "/api/v1/communes/x/",
    ],
)
def test_what_is_not_there(path, ask, db):
    is_problem(ask(path), 404)


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/ogc/collections", "post", "GET"),
        ("/ogc/collections/communes/items", "delete", "GET"),
        ("/api/v1/communes/", "post", "GET"),
        ("/api/v1/search", "post", "GET"),
        ("/healthz", "post", "GET"),
    ],
)
def test_a_method_that_is_not_possible(path, method, allowed, ask, tiny_land):
    response = ask(path, method=method, user=tiny_land.administrator)
    is_problem(response, 405)
    assert allowed in response["Allow"]


def test_nobody_signed_in(ask, tiny_land):
    response = ask(LIST, method="post", body="{}")
    is_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Token")


@pytest.mark.parametrize("path", [LIST, "/ogc/collections/local-initiatives/items"])
def test_a_token_that_is_not_known(path, ask, tiny_land):
    is_problem(ask(path, authorization="Token 0123456789abcdef0123456789abcdef"), 401)


def test_a_session_without_the_forgery_token(tiny_land):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(tiny_land.editor_westen)
    is_problem(client.post(LIST, data="{}", content_type="application/json"), 403)


@pytest.mark.parametrize("body", ["", "{", "[1,", '{"a": NaN}', "\xff", "[" * 100_000])
def test_a_body_that_is_no_json(body, ask, tiny_land):
    is_problem(ask(LIST, method="post", body=body, user=tiny_land.editor_westen), 400 if body else 422)


def test_a_media_type_that_is_not_taken(ask, tiny_land):
    response = ask(LIST, method="post", body="a=b", user=tiny_land.editor_westen, content_type="text/csv")
    is_problem(response, 415)


def test_a_body_that_is_too_large(ask, tiny_land, settings):
    body = json.dumps({"type": "Feature", "padding": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    is_problem(ask(LIST, method="post", body=body, user=tiny_land.editor_westen), 413)


def test_what_nobody_foresaw_tells_nothing_of_its_insides(rf, caplog):
    @answers_problems("GET")
    def broken(request):
        raise ValueError("secret")

    response = broken(rf.get("/"))
    assert response.status_code == 500
    assert b"secret" not in response.content
    assert "secret" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("host=secret"), 503), (RequestDataTooBig("much"), 413)]
)
def test_the_table_tells_the_status(error, status):
    response = problem_of(error)
    assert response.status_code == status
    assert b"secret" not in response.content


def test_every_status_has_words():
    assert {status for _kind, status in STATUS} <= set(errors.TITLES)

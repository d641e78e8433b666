"""The application as a whole: its OpenAPI document, and that nonsense gets a problem."""

import json
import re

import pytest

from modiste.api import create_app
from modiste.garment import CATALOGUE

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def document(steady_shop):
    return create_app(steady_shop).openapi()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_document_names_every_type_as_the_studio_will(document):
    schemas = set(document["components"]["schemas"])
    assert {
        "Garment",
        "GarmentPage",
        "GarmentChange",
        "Photo",
        "PhotoPage",
        "Model",
        "ModelPage",
        "ModelCard",
        "Run",
        "Evaluation",
        "EvaluationPage",
        "EvaluationDetail",
        "ExamplePage",
        "Explanation",
        "Compression",
        "Recipe",
        "RecipePage",
        "RecipeForm",
        "Study",
        "Settings",
        "Examination",
    } <= schemas
    assert {
        "Job",
        "JobPage",
        "JobEvent",
        "Problem",
        "Flaw",
        "Facets",
        "Predictions",
        "Key",
        "KeyMade",
    } <= schemas
    assert not [name for name in schemas if "Shown" in name]
    assert "HTTPValidationError" not in schemas
    for reference in set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(document))):
        assert reference in schemas, reference


def test_every_operation_says_what_it_is_gives_and_refuses(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names)) >= 25
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["summary"] and operation["tags"], where
        fine = [status for status in operation["responses"] if status < "400"]
        assert fine, where
        for status in fine:
            content = operation["responses"][status].get("content", {})
            assert status in ("204", "303", "304") or all(
                media.get("schema") or media.get("itemSchema") for media in content.values()
            ), where
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == [PROBLEM], (where, status)
                assert answer["content"][PROBLEM]["schema"] == {"$ref": "#/components/schemas/Problem"}
                for code, example in answer["content"][PROBLEM]["examples"].items():
                    assert CATALOGUE[code].status == int(status) == example["value"]["status"]
                    assert "{" not in example["value"]["detail"]


OPEN = ("/api/v1/embed.js", "/api/v1/passports/scans", "/api/v1/passports/claims")
"""Beside what is no part of the API: health, links of labels, proofs."""


def test_what_needs_credentials_says_so(document):
    assert set(document["components"]["securitySchemes"]) == {"key", "session"}
    for path, method, operation in operations(document):
        is_open = path in OPEN or not path.startswith("/api/")
        is_open = is_open or (path.endswith("/session") and method != "get")
        assert bool(operation.get("security")) is not is_open, path
        assert is_open or "401" in operation["responses"], path


def test_every_post_takes_an_idempotency_key_but_what_is_secret_or_personal(document):
    for path, method, operation in operations(document):
        names = [parameter["name"].lower() for parameter in operation.get("parameters", [])]
        secret = path.endswith(("/session", "/keys")) or path.startswith("/api/v1/devices")
        personal = path.startswith(("/api/v1/bodies", "/api/v1/fittings", "/api/v1/patterns"))
        personal |= path.endswith(("photo-try-ons", "photo-try-ons/followed", "fit-advice"))
        expected = method == "post" and not secret and not personal
        assert names.count("idempotency-key") == (1 if expected else 0), (method, path)


def test_conditional_headers_and_the_stream_are_described(document):
    def names(path, method):
        return {parameter["name"] for parameter in document["paths"][path][method]["parameters"]}

    assert "if-match" in names("/api/v1/garments/{garment_id}", "patch")
    assert "if-none-match" in names("/api/v1/garments/{garment_id}", "get")
    assert "last-event-id" in names("/api/v1/jobs/{job_id}/events", "get")
    stream = document["paths"]["/api/v1/jobs/{job_id}/events"]["get"]["responses"]["200"]["content"]
    assert list(stream) == ["text/event-stream"]


@pytest.mark.anyio
async def test_a_method_that_is_not_possible_is_answered_with_those_that_are(steady, check):
    for path, allowed in (
        ("/api/v1/session", "DELETE, GET, HEAD, POST"),
        ("/api/v1/garments/coat", "DELETE, GET, HEAD, PATCH"),
        ("/api/v1/garments/facets", "GET, HEAD"),
        ("/api/v1/jobs/x/cancel", "POST"),
    ):
        answer = await steady.put(path)
        check(answer, 405, "MOD-2202")
        assert set(allowed.split(", ")) <= set(answer.headers["allow"].split(", "))
        assert "PUT" not in answer.headers["allow"]


@pytest.mark.anyio
async def test_the_document_is_served_and_nothing_from_another_host_is(client, check):
    answer = await client.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.json()["openapi"].startswith("3.1")
    for path in ("/docs", "/redoc", "/openapi.json", "/api/v1", "/api/v1/"):
        check(await client.get(path), 404, "MOD-2201")


@pytest.mark.anyio
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
async def test_any_method_on_any_path_gets_a_proper_answer(steady, document, method):
    bodies = (
        (b"", ""),
        (b"\xff\xfe{", "application/json"),
        (b"--x", "multipart/form-data; boundary=x"),
    )
    for number, (path, offered) in enumerate(document["paths"].items()):
        if path.endswith("/events"):
            continue
        url = re.sub(r"\{\w+\}", "zz", path)
        # Where a method is not offered nobody reads what was sent: one of the three in turn.
        sent = bodies if method.lower() in offered else (bodies[number % len(bodies)],)
        for content, kind in sent:
            headers = {"content-type": kind} if kind else {}
            answer = await steady.request(method, url, content=content, headers=headers)
            assert answer.status_code < 500, (method, url, answer.text)
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == PROBLEM, (method, url)
                assert answer.json()["code"] in CATALOGUE
            assert answer.headers["x-request-id"] and answer.headers["x-frame-options"] == "DENY"

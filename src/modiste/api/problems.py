"""Every error as problem+json (RFC 9457): which number, which status, what the caller may know of it.

Numbers and words stand in the spine's catalogue; here they only become responses. No traceback, no path of
this machine and no echo of what was sent leaves through this file.
"""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from modiste.garment import CATALOGUE, ModisteError

MEDIA_TYPE = "application/problem+json"
TYPES = "https://modiste.invalid/errors/"
_LOG = logging.getLogger("modiste.api")
_PATH = re.compile(r"(?<![\w:/.])(?:[A-Za-z]:)?(?:[\\/][^\s\\/:'\"(),;]+)+[\\/]?")
_GAP = re.compile(r"'?\{\w+(!r)?(:[^}]*)?\}'?")
_MOST_FLAWS = 20


class Flaw(BaseModel):
    """One thing wrong with a request: where (`body.name`, `query.limit`) and what."""

    model_config = ConfigDict(frozen=True)

    where: str
    message: str
    kind: str


class RefusedError(Exception):
    """A numbered error with the single flaws that led to it."""

    def __init__(self, error: ModisteError, flaws: Sequence[Flaw]) -> None:
        super().__init__(str(error))
        self.error = error
        self.flaws = flaws


class ProblemDetails(BaseModel):
    """An error (RFC 9457). `code` is stable; `remedy` says what to do about it."""

    model_config = ConfigDict(frozen=True, title="Problem")

    type: str = Field(description="Stable address of this kind of error; not meant to be opened.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    code: str = Field(description="Number of the error, as in Modiste's catalogue.", pattern=r"^MOD-\d{4}$")
    remedy: str
    request_id: str = Field(description="Names this request in the server's log.")
    errors: list[Flaw] = Field(default=[], description="The single flaws, when the request does not fit.")


def problem(
    error: ModisteError,
    *,
    instance: str,
    request_id: str,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Flaw] = (),
) -> Response:
    """Build the response for an error."""
    body = told_of(error, instance=instance, request_id=request_id, errors=errors)
    return Response(
        body.model_dump_json(exclude_defaults=True).encode(),
        status_code=error.status,
        headers={"Cache-Control": "no-store", **_challenge(error.status), **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def told_of(
    error: ModisteError, *, instance: str, request_id: str, errors: Sequence[Flaw] = ()
) -> ProblemDetails:
    """What is said of an error; 22xx are the API's own words, others lose paths of this machine."""
    own = error.code.startswith("MOD-22")
    return ProblemDetails(
        type=TYPES + error.code,
        title=error.title,
        status=error.status,
        detail=_sayable(error.detail if own else without_paths(error.detail)),
        instance=_sayable(instance)[:300],
        code=error.code,
        remedy=_sayable(error.remedy if own else without_paths(error.remedy)),
        request_id=request_id,
        errors=list(errors[:_MOST_FLAWS]),
    )


def internal(instance: str, request_id: str, error: BaseException) -> Response:
    """Log what nobody foresaw with its traceback; tell the caller only where to look."""
    _LOG.error("request %s failed", request_id, exc_info=error)
    return problem(ModisteError("MOD-2217", request=request_id), instance=instance, request_id=request_id)


def without_paths(text: str) -> str:
    """Replace absolute paths by their last name.

    Example:
        >>> without_paths("/srv/shop/shop.db is locked (see /var/log/x.log)")
        'shop.db is locked (see x.log)'
    """
    return _PATH.sub(lambda match: re.split(r"[\\/]", match[0].rstrip("\\/"))[-1], text)


def install_problems(app: FastAPI) -> None:
    """Answer the errors of routes, of the framework and of validation in the one shape."""
    app.add_exception_handler(ModisteError, _from_modiste)
    app.add_exception_handler(RefusedError, _from_refused)
    app.add_exception_handler(RequestValidationError, _from_validation)
    app.add_exception_handler(HTTPException, _from_framework)


def refused_files(refused: Sequence[tuple[str, ModisteError]], *, of: int) -> list[Flaw]:
    """The files that could not be used, unless that is all of them: then it is an error.

    Args:
        refused: the name of each, and why.
        of: how many files there were.

    Raises:
        ModisteError: that of the file, when it was the only one.
        RefusedError: MOD-2222 with a flaw for each.
    """
    if of == 1 and refused:
        raise refused[0][1]
    flaws = [Flaw(where=name, message=_sayable(error.detail), kind=error.code) for name, error in refused]
    if len(refused) == of:
        raise RefusedError(ModisteError("MOD-2222", count=of), flaws)
    return flaws


def documented(*codes: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI entries for the errors a route may answer, one example an error.

    Example:
        >>> sorted(documented("MOD-2207", "MOD-2208"))
        [412, 428]
    """
    found: dict[int | str, dict[str, Any]] = {}
    for code in codes:
        told = CATALOGUE[code]
        entry = found.setdefault(
            told.status,
            {
                "description": told.title,
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}},
            },
        )
        if told.title not in entry["description"]:
            entry["description"] += f"; {told.title[0].lower()}{told.title[1:]}"
        entry["content"][MEDIA_TYPE]["examples"][code] = {
            "summary": told.title,
            "value": {
                "type": TYPES + code,
                "title": told.title,
                "status": told.status,
                "detail": _GAP.sub("...", told.detail),
                "instance": "/api/v1/...",
                "code": code,
                "remedy": _GAP.sub("...", told.remedy),
                "request_id": "5f0c7a52d3b14c66a0e1b7c1a5a0e0b2",
            },
        }
    return found


def _challenge(status: int) -> dict[str, str]:
    return {"WWW-Authenticate": 'Bearer realm="modiste"'} if status == 401 else {}


def _answer(
    request: Request,
    error: ModisteError,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Flaw] = (),
) -> Response:
    identity = str(getattr(request.state, "request_id", "-"))
    return problem(error, instance=request.url.path, request_id=identity, headers=headers, errors=errors)


def _from_modiste(request: Request, error: Exception) -> Response:
    assert isinstance(error, ModisteError)
    return _answer(request, error)


def _from_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return _answer(request, error.error, errors=error.flaws)


def _from_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(flaw["type"] == "json_invalid" for flaw in found):
        return _answer(request, ModisteError("MOD-2204", reason="it is not valid JSON"))
    sent = request.headers.get("content-type", "")
    whole_body = any(flaw["loc"] == ("body",) and flaw["type"] != "missing" for flaw in found)
    if whole_body and not re.match(r"application/([\w.-]+\+)?json\b", sent, re.IGNORECASE):
        return _answer(
            request, ModisteError("MOD-2206", sent=_sayable(sent) or "nothing", wanted="application/json")
        )
    flaws = [
        Flaw(
            where=_sayable(".".join(map(str, flaw["loc"])))[:200],
            message=_sayable(str(flaw["msg"]))[:300],
            kind=str(flaw["type"]),
        )
        for flaw in found
    ]
    first = f"{flaws[0].where}: {flaws[0].message}" if flaws else "it does not fit"
    return _answer(request, ModisteError("MOD-2203", count=len(flaws), first=first.rstrip(".")), errors=flaws)


def _from_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = _sayable(request.url.path)[:200]
    match error.status_code:
        case 404:
            told = ModisteError("MOD-2201", path=path)
        case 405:
            told = ModisteError("MOD-2202", method=request.method, path=path)
        case 413:
            told = ModisteError("MOD-2205", limit="the server's limit")
        case _:
            told = ModisteError("MOD-2204", reason="it is cut short or not of the type it claims")
    headers = {"Allow": _methods_at(request)} if error.status_code == 405 else error.headers
    return _answer(request, told, headers)


def _methods_at(request: Request) -> str:
    """Every method of the path; the framework names only those of the first route that fits it."""
    found = {"HEAD"}
    for path, operations in request.app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)), request.url.path):
            found |= {method.upper() for method in operations}
    return ", ".join(sorted(found if "GET" in found else found - {"HEAD"}))


def _sayable(text: str) -> str:
    """Text that always encodes: lone surrogates and control characters are shown, not sent."""
    shown = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in shown)

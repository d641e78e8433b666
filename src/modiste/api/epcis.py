"""EPCIS 2.0's REST binding: capture, events, the lists to browse by, named queries and subscriptions.

Knows the standard's paths, headers and pages; judging, keeping and finding are the workspace's. JSON only;
the web socket binding is not served.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import quote

import orjson
from fastapi import APIRouter, BackgroundTasks, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from modiste.api.access import SupplyReader, SupplyWriter
from modiste.api.paging import from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

PREFIX = "/api/v1/epcis"
MOST_EVENTS = 2000
MOST_BYTES = 1_000_000
_VERSIONS = {"GS1-EPCIS-Version": "2.0.0", "GS1-CBV-Version": "2.0.0", "GS1-Extensions": ""}
_REFUSED = ("MOD-2209", "MOD-2210", "MOD-2203")
_SAID: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": ["object", "array"]}}}}
}
"""Answers are the standard's, whose schemas are GS1's."""
Behaviour = Annotated[
    Literal["rollback", "proceed"],
    Header(alias="GS1-Capture-Error-Behaviour", description="`rollback` keeps all or nothing."),
]
PerPage = Annotated[int, Query(alias="perPage", ge=1, le=1000)]
Token = Annotated[str | None, Query(alias="nextPageToken", max_length=600)]
Given = Annotated[str, Path(max_length=500)]
# The list's path, what a member is called, and the parameter that asks for it.
_LISTS: tuple[tuple[str, str, str], ...] = (
    ("eventTypes", "type", "eventType"),
    ("bizSteps", "step", "EQ_bizStep"),
    ("dispositions", "disposition", "EQ_disposition"),
    ("readPoints", "place", "EQ_readPoint"),
    ("bizLocations", "location", "EQ_bizLocation"),
    ("epcs", "", "MATCH_anyEPC"),
)


def epcis_routes(shop: Shop) -> APIRouter:
    """The standard's interface of one shop; its own documentation is GS1's."""
    router = APIRouter(prefix=PREFIX, tags=["epcis"], default_response_class=Response)

    @router.post(
        "/capture",
        summary="Capture a document",
        status_code=202,
        responses=documented("MOD-2503", "MOD-2504", "MOD-2205", *_REFUSED),
    )
    async def capture(
        _: SupplyWriter, request: Request, tasks: BackgroundTasks, behaviour: Behaviour = "rollback"
    ) -> Response:
        body = await request.body()
        made = await run_in_threadpool(_captured, shop, body, behaviour)
        tasks.add_task(shop.telling.tell)
        headers = {
            **_VERSIONS,
            "Location": f"{PREFIX}/capture/{made.id}",
            "GS1-Capture-Error-Behaviour": behaviour,
        }
        return Response(status_code=202, headers=headers, background=tasks)

    @router.get("/capture", summary="List captures", responses=_SAID | documented("MOD-2215", *_REFUSED))
    def captures(_: SupplyReader, request: Request, per_page: PerPage = 30, token: Token = None) -> Response:
        before = _number(token)
        rows = shop.store.supply_events.captures(before, per_page + 1)
        shown = [_capture_job(id_, said) for _, id_, said in rows[:per_page]]
        return _answer(shown, _next(request, str(rows[per_page - 1][0]) if len(rows) > per_page else None))

    @router.get(
        "/capture/{capture_id}",
        summary="Look at a capture",
        responses=_SAID | documented("MOD-1103", *_REFUSED),
    )
    def capture_job(_: SupplyReader, capture_id: Given) -> Response:
        return _answer(_capture_job(capture_id, shop.store.supply_events.capture(capture_id)))

    @router.post(
        "/events",
        summary="Capture one event",
        status_code=201,
        responses=documented("MOD-2503", "MOD-2504", "MOD-2505", "MOD-2508", *_REFUSED),
    )
    async def capture_one(_: SupplyWriter, request: Request, tasks: BackgroundTasks) -> Response:
        body = await request.body()
        id_ = await run_in_threadpool(
            lambda: shop.supplying.capture_one(flows.read_supply_json(body, MOST_BYTES))
        )
        tasks.add_task(shop.telling.tell)
        return Response(
            status_code=201,
            headers={**_VERSIONS, "Location": f"{PREFIX}/events/{quote(id_, safe='')}"},
            background=tasks,
        )

    @router.get(
        "/events", summary="Ask for events", responses=_SAID | documented("MOD-2506", "MOD-2509", *_REFUSED)
    )
    def events(_: SupplyReader, request: Request, per_page: PerPage = 30, token: Token = None) -> Response:
        return _found(shop, request, _asked(request), per_page, token)

    @router.get(
        "/events/{event_id:path}", summary="One event", responses=_SAID | documented("MOD-1103", *_REFUSED)
    )
    def one(_: SupplyReader, event_id: Given, request: Request) -> Response:
        # An id such as ni:///sha-256;...?ver=CBV2.0 comes with its question mark where it was not escaped.
        asked = f"?{request.url.query}" if request.url.query.startswith("ver=") else ""
        return _answer(flows.supply_answer([shop.supplying.event(event_id + asked)]))

    for path, column, parameter in _LISTS:
        _browse(router, shop, path, column, parameter)
    _named(router, shop)
    return router


def _browse(router: APIRouter, shop: Shop, path: str, column: str, parameter: str) -> None:
    """The paths of one list: its members, and the events of one."""

    @router.get(
        f"/{path}", summary=f"List {path}", name=path, responses=_SAID | documented("MOD-2215", *_REFUSED)
    )
    def members(_: SupplyReader, request: Request, per_page: PerPage = 30, token: Token = None) -> Response:
        kept, after = shop.store.supply_events, from_cursor(token) or ""
        most = per_page + 1
        found = kept.known(column, after, most) if column else shop.supplying.known_things(after, most)
        shown = {"@set": found[:per_page], "type": "Collection"}
        return _answer(shown, _next(request, found[per_page - 1] if len(found) > per_page else None))

    @router.get(
        f"/{path}/{{member:path}}/events",
        summary=f"The events of one of {path}",
        name=f"{path}_events",
        responses=_SAID | documented("MOD-2506", *_REFUSED),
    )
    def events(
        _: SupplyReader, member: Given, request: Request, per_page: PerPage = 30, token: Token = None
    ) -> Response:
        return _found(shop, request, {**_asked(request), parameter: [member]}, per_page, token)


def _named(router: APIRouter, shop: Shop) -> None:
    kept = shop.store.supply_events

    @router.get("/queries", summary="List named queries", responses=_SAID | documented(*_REFUSED))
    def queries(_: SupplyReader) -> Response:
        return _answer([{"name": name, "query": asked} for name, asked in kept.named_queries()])

    @router.post(
        "/queries",
        summary="Name a query",
        status_code=201,
        responses=documented("MOD-2506", "MOD-2580", *_REFUSED),
    )
    async def name_query(_: SupplyWriter, request: Request) -> Response:
        given = _object(flows.read_supply_json(await request.body(), MOST_BYTES))
        name, asked = given.get("name"), given.get("query")
        if not isinstance(name, str) or not 0 < len(name) <= 120 or not name.isprintable() or "/" in name:
            raise ModisteError(
                "MOD-2506", name="name", reason="a query's name has 1 to 120 signs and no slash"
            )
        wanted = _object(asked)
        flows.read_supply_query(wanted)
        if not await run_in_threadpool(kept.name_query, name, wanted):
            raise ModisteError("MOD-2580", name=name)
        return Response(status_code=201, headers=_at(f"/queries/{quote(name)}"))

    @router.get(
        "/queries/{name}", summary="A named query", responses=_SAID | documented("MOD-1103", *_REFUSED)
    )
    def query(_: SupplyReader, name: Given) -> Response:
        return _answer({"name": name, "query": kept.named_query(name)})

    @router.delete(
        "/queries/{name}", summary="Forget it", status_code=204, responses=documented("MOD-1103", *_REFUSED)
    )
    def forget(_: SupplyWriter, name: Given) -> None:
        kept.drop_query(name)

    @router.get(
        "/queries/{name}/events",
        summary="What a named query finds",
        responses=_SAID | documented("MOD-1103", "MOD-2509", *_REFUSED),
    )
    def found(
        _: SupplyReader, name: Given, request: Request, per_page: PerPage = 30, token: Token = None
    ) -> Response:
        return _found(shop, request, kept.named_query(name), per_page, token, name)

    @router.get(
        "/queries/{name}/subscriptions",
        summary="List subscriptions",
        responses=_SAID | documented("MOD-1103", *_REFUSED),
    )
    def subscriptions(_: SupplyReader, name: Given) -> Response:
        kept.named_query(name)
        return _answer([_subscription(each) for each in kept.subscriptions(name)])

    @router.post(
        "/queries/{name}/subscriptions",
        summary="Subscribe",
        status_code=201,
        responses=documented("MOD-1103", "MOD-2507", "MOD-2570", "MOD-2571", *_REFUSED),
    )
    async def subscribe(_: SupplyWriter, name: Given, request: Request) -> Response:
        given = _object(flows.read_supply_json(await request.body(), MOST_BYTES))
        origins = shop.settings.subscription_origins
        made = await run_in_threadpool(shop.supplying.subscribe, name, given, origins)
        headers = _at(f"/queries/{quote(name)}/subscriptions/{made.id}")
        return Response(orjson.dumps(_subscription(made)), 201, headers, "application/json")

    @router.get(
        "/queries/{name}/subscriptions/{id_}",
        summary="A subscription",
        responses=_SAID | documented("MOD-1103", *_REFUSED),
    )
    def subscription(_: SupplyReader, name: Given, id_: Given) -> Response:
        return _answer(_subscription(_of(kept.subscriptions(name), id_)))

    @router.delete(
        "/queries/{name}/subscriptions/{id_}",
        summary="Unsubscribe",
        status_code=204,
        responses=documented("MOD-1103", *_REFUSED),
    )
    def unsubscribe(_: SupplyWriter, name: Given, id_: Given) -> None:
        _of(kept.subscriptions(name), id_)
        kept.unsubscribe(id_)


def _captured(shop: Shop, body: bytes, behaviour: Literal["rollback", "proceed"]) -> "flows.Captured":
    document = flows.read_supply_document(body, MOST_BYTES)
    if len(document.events) > MOST_EVENTS:
        raise ModisteError("MOD-2581", count=len(document.events), most=MOST_EVENTS)
    return shop.supplying.capture(document, behaviour)


def _found(
    shop: Shop, request: Request, asked: Mapping[str, Any], per_page: int, token: str | None, name: str = ""
) -> Response:
    query = flows.read_supply_query(asked)
    seen = (from_cursor(token) or "").split(":")
    counts = tuple(int(each) if each.lstrip("-").isdecimal() else None for each in seen)
    done, past = 0, None
    if token is not None:
        if len(counts) != 3 or None in counts:
            raise ModisteError("MOD-2215")
        done, past = int(counts[0] or 0), (int(counts[1] or 0), int(counts[2] or 0))
    limit = per_page if query.first is None else min(per_page, query.first - done)
    page = shop.supplying.find(query, max(limit, 1), past)
    events = page.events[:limit] if limit > 0 else ()
    done += len(events)
    more = page.past if query.first is None or done < query.first else None
    next_ = f"{done}:{more[0]}:{more[1]}" if more else None
    return _answer(flows.supply_answer(events, name or "SimpleEventQuery"), _next(request, next_))


def _asked(request: Request) -> dict[str, Any]:
    """The parameters of an address; of lists, values are parted by commas or stand again."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name not in ("perPage", "nextPageToken"):
            given.setdefault(name, []).extend(value.split(","))
    return given


def _at(place: str) -> dict[str, str]:
    return {**_VERSIONS, "Location": PREFIX + place}


def _answer(value: Any, link: str | None = None) -> Response:
    headers = {**_VERSIONS, "GS1-EPCIS-Capture-Limit": str(MOST_EVENTS)}
    headers["GS1-EPCIS-Capture-File-Size-Limit"] = str(MOST_BYTES)
    if link:
        headers["Link"] = link
    return Response(orjson.dumps(value), headers=headers, media_type="application/json")


def _next(request: Request, last: str | None) -> str | None:
    if last is None:
        return None
    url = request.url.include_query_params(nextPageToken=to_cursor(last))
    return f'<{url.path}?{url.query}>; rel="next"'


def _number(token: str | None) -> int | None:
    text = from_cursor(token)
    if text is None:
        return None
    if not text.isdecimal():
        raise ModisteError("MOD-2215")
    return int(text)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ModisteError("MOD-2503", reason="it is no object")
    return value


def _capture_job(id_: str, said: Mapping[str, Any]) -> dict[str, Any]:
    errors = [
        {"type": f"epcisException:{each['code']}", "title": each["event"], "detail": each["reason"]}
        for each in said["errors"]
    ]
    return {"captureID": id_, **said, "errors": errors}


def _subscription(kept: Any) -> dict[str, Any]:
    """A subscription without its receiver's secret."""
    said = {name: value for name, value in kept.said.items() if name != "signatureToken"}
    made = kept.made_at.isoformat().replace("+00:00", "Z")
    return {"subscriptionID": kept.id, "queryName": kept.query, "createdAt": made, **said}


def _of(subscriptions: list[Any], id_: str) -> Any:
    found = next((each for each in subscriptions if each.id == id_), None)
    if found is None:
        raise ModisteError("MOD-1103", kind="subscription", id=id_[:80])
    return found

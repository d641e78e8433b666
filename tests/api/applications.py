"""Applications that tests share one after the other: building one takes far longer than most tests.

The routes stay as `create_app` made them; what they close over (the shop, and what an application remembers)
is handed over, so that no test meets another one's. Anything new that a route closes over must be told here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from types import CellType, FunctionType, ModuleType
from typing import Any

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from modiste.api import create_app
from modiste.api.access import Sessions
from modiste.api.pictures import Variants
from modiste.api.tryon_photo import FittingDesk
from modiste.studio import BUNDLE
from modiste.workspace import FittingRoom, Shop
from modiste.workspace.flows import Painters

RENEWED: dict[type, Callable[[Any], Any]] = {
    Variants: lambda _: Variants(),
    FittingRoom: lambda _: FittingRoom(),
    FittingDesk: lambda _: FittingDesk(),
    Painters: lambda _: Painters(),
    CapacityLimiter: lambda was: CapacityLimiter(was.total_tokens),
}
UNCHANGING = (APIRouter, Enum, ModuleType, bool, bytes, float, frozenset, int, str, tuple, type, type(None))


class Applications:
    """Applications as `create_app(shop)` makes them."""

    def __init__(self) -> None:
        self._free: list[tuple[FastAPI, Shop]] = []

    @contextmanager
    def of(self, shop: Shop, token: str | None = None, bundle: Path = BUNDLE) -> Iterator[FastAPI]:
        """As `create_app`: an application that remembers nothing; afterwards it is lent to another shop."""
        if self._free:
            app, was = self._free.pop()
            hand_over(app, was, shop, token, bundle)
        else:
            app = create_app(shop, token=token, bundle=bundle)
        yield app
        self._free.append((app, shop))


def hand_over(app: FastAPI, was: Shop, now: Shop, token: str | None, bundle: Path) -> None:
    """Let an application that served one shop serve another, as if it were new."""
    others: dict[int, Any] = {id(was): now}
    parts = ((part, getattr(now.store, name)) for name, part in vars(was.store).items())
    others.update((id(part), other) for part, other in parts if not isinstance(part, UNCHANGING))
    options = {"sessions": Sessions(token), "unlocked": token is None, "bundle": bundle}

    def other(value: Any) -> Any:
        if isinstance(value, Sessions):
            return options["sessions"]
        make = next((RENEWED[kind] for kind in RENEWED if isinstance(value, kind)), None)
        if make and id(value) not in others:
            others[id(value)] = make(value)
        return others.get(id(value), value)

    functions = [each for route in app.router.routes for each in _functions(route)]
    for layer in app.user_middleware:
        functions += [value for value in layer.kwargs.values() if isinstance(value, FunctionType)]
        layer.kwargs.update({name: options.get(name, other(value)) for name, value in layer.kwargs.items()})
    for cell in _cells(functions):
        value = cell.cell_contents
        is_known = id(value) in others or isinstance(value, (*UNCHANGING, *RENEWED, Sessions))
        assert is_known, f"{value!r}: how is it renewed?"
        cell.cell_contents = other(value)
    app.middleware_stack = None  # built of the layers by the next request
    app.openapi_schema = None


def _functions(route: Any) -> Iterator[FunctionType]:
    """A route's endpoint and what it depends on, or those of all routes of a router."""
    if isinstance(route, APIRoute):
        yield from _called(route.dependant)
    for inner in getattr(getattr(route, "original_router", None), "routes", ()):
        yield from _functions(inner)


def _called(dependant: Dependant) -> Iterator[FunctionType]:
    if isinstance(dependant.call, FunctionType):
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _called(inner)


def _cells(functions: list[FunctionType]) -> list[CellType]:
    """What functions close over, and the functions among it."""
    cells: dict[int, CellType] = {}
    seen: set[int] = set()
    while functions:
        function = functions.pop()
        if id(function) in seen:
            continue
        seen.add(id(function))
        for cell in function.__closure__ or ():
            if isinstance(cell.cell_contents, FunctionType):
                functions.append(cell.cell_contents)
            else:
                cells[id(cell)] = cell
    return list(cells.values())

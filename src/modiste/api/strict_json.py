"""JSON as RFC 8259 has it: no NaN or Infinity, no lone surrogates; every router's `route_class`.

Python's parser lets both through, and both make an answer that cannot be written. Its sense is checked later.
"""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import StrictBool, StrictFloat, StrictInt, StrictStr

Scalar = StrictBool | StrictInt | StrictFloat | StrictStr | None
"""A plain JSON value kept as what it is: true is no number, and "1" is none either."""


class StrictRoute(APIRoute):
    """A route whose JSON bodies are strict; FastAPI turns the ValueError into a 400."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's handler so that it sees a strict request."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handler(_StrictRequest(request.scope, request.receive))

        return strict


class _StrictRequest(Request):
    async def json(self) -> Any:
        body = await self.body()
        value = json.loads(body, parse_constant=_refuse)
        if b"\\u" in body:  # only an escape can bring a lone surrogate
            json.dumps(value, ensure_ascii=False).encode()
        return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")

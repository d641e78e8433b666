"""The studio's way in: a one-time token becomes a cookie closed to scripts and to other sites.

Tokens and sessions themselves are access.py's; API keys have their own router.
"""

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import Known, Sessions, cookie_name
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute


class Entry(BaseModel):
    """The token printed when the server started."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=200)


class Caller(BaseModel):
    """Who the server takes the caller for, and what they may do."""

    name: str
    scopes: list[str]


def session_routes(sessions: Sessions) -> APIRouter:
    """Enter by link or by POST, look who one is, leave."""
    router = APIRouter(tags=["session"], route_class=StrictRoute)

    def enter(request: Request, token: str, response: Response) -> Response:
        session = sessions.enter(token)
        response.set_cookie(
            cookie_name(request),
            session,
            max_age=24 * 3600,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return response

    @router.get(
        "/enter",
        summary="Open the studio with the one-time token",
        status_code=303,
        response_class=Response,
        responses={303: {"description": "Entered; go on to the studio"}, **documented("MOD-2213")},
    )
    async def enter_by_link(request: Request, token: str = Query(min_length=1, max_length=200)) -> Response:
        return enter(request, token, Response(status_code=303, headers={"Location": "/"}))

    @router.post(
        "/api/v1/session",
        summary="Trade the one-time token for a session",
        status_code=204,
        response_class=Response,
        responses=documented("MOD-2204", "MOD-2205", "MOD-2206", "MOD-2213"),
    )
    async def enter_by_post(request: Request, entry: Entry) -> Response:
        return enter(request, entry.token, Response(status_code=204))

    @router.get("/api/v1/session", summary="Who am I", responses=documented("MOD-2209"))
    async def who(caller: Known) -> Caller:
        return Caller(name=caller.name, scopes=sorted(caller.scopes))

    @router.delete("/api/v1/session", summary="Leave", status_code=204, response_class=Response)
    async def leave(request: Request) -> Response:
        sessions.leave(request.cookies.get(cookie_name(request), ""))
        response = Response(status_code=204)
        response.delete_cookie(cookie_name(request), httponly=True, samesite="strict")
        return response

    return router

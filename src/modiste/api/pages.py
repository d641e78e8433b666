"""The studio's files over HTTP: one page for every address that is no file's, hashed files kept for good.

Knows the built bundle and what browsers may do with it; what the pages show comes through the API.
"""

import html
import mimetypes
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from modiste.api.shield import FRAMED
from modiste.studio import HOW_TO_BUILD, is_built

_POLICY: Mapping[str, str] = {
    # Styles are set by scripts of our own; scripts come from files only, and nothing from another host.
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' blob:; media-src 'self' blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    # The mirror asks for the camera; nothing here asks for anything else.
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}
_MIRROR = "/fit/mirror"
_LOOKING: Mapping[str, str] = {
    **_POLICY,
    # The mirror's pose model is WebAssembly: compiling it is allowed there, and nowhere else; scripts made of
    # text stay forbidden.
    "Content-Security-Policy": _POLICY["Content-Security-Policy"].replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    ),
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")
"""What may stand in a policy: a setting that says more would change it."""
_HASHED = re.compile(r"/assets/.+-[\w-]{8}\.\w+")
_NOT_PAGES = (
    "/api/",
    "/assets/",
    "/enter",
    "/healthz",
    "/readyz",
    "/metrics",
    # What a label's reader or a verifier asks for, with a browser or without.
    "/01/",
    "/.well-known/",
    "/log/",
    "/passports/",
    "/verify",
)


class Pages:
    """ASGI layer that answers what a browser asks for, and passes on what is the API's.

    Args:
        app: the API.
        bundle: the built files, as they lie there now.
        origins: the shop's own pages, which may show the fitting page in a frame.
    """

    def __init__(self, app: ASGIApp, *, bundle: Path, origins: Callable[[], Collection[str]] = tuple) -> None:
        self._app = app
        self._origins = origins
        # By name, so that no path that is asked for is ever joined to the folder.
        self._files = {f"/{path.relative_to(bundle).as_posix()}": path for path in bundle.rglob("*")}
        self._is_built = is_built(bundle)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file or the page, or pass the request on."""
        page = self._page(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (page or self._app)(scope, receive, send)

    def _page(self, scope: Scope) -> Response | None:
        path, headers = scope["path"], Headers(scope=scope)
        if path != "/index.html" and self._files.get(path, Path()).is_file():
            return self._file(path, headers)
        # `/` is the page for everyone; other addresses only for those who ask for a page.
        if path.startswith(_NOT_PAGES) or (path != "/" and "text/html" not in headers.get("accept", "")):
            return None
        if not self._is_built:
            return HTMLResponse(_unbuilt(), 503, _POLICY)
        return self._file("/index.html", headers, self._policy(path))

    def _policy(self, path: str) -> Mapping[str, str]:
        if path == FRAMED:
            allowed = " ".join(each for each in self._origins() if _ORIGIN.fullmatch(each)) or "'none'"
            # The mirror stands in that page, too.
            policy = _LOOKING["Content-Security-Policy"].replace(
                "frame-ancestors 'none'", f"frame-ancestors {allowed}"
            )
            return {**_POLICY, "Content-Security-Policy": policy}
        return _LOOKING if path == _MIRROR else _POLICY

    def _file(self, name: str, asked: Headers, policy: Mapping[str, str] = _POLICY) -> Response:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers = {**policy, "Cache-Control": _FOR_GOOD if _HASHED.fullmatch(name) else "no-cache"}
        packed = self._files.get(f"{name}.gz")
        if packed is None:
            return FileResponse(self._files[name], 200, headers, kind)
        headers["Vary"] = "Accept-Encoding"
        if "gzip" not in asked.get("accept-encoding", ""):
            return FileResponse(self._files[name], 200, headers, kind)
        return FileResponse(packed, 200, {**headers, "Content-Encoding": "gzip"}, kind)


def _unbuilt() -> str:
    return f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Modiste</title>
<style>body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem;
color: #161616; background: #f7f7f7 }} h1 {{ font-weight: 300 }} @media (prefers-color-scheme: dark) {{
body {{ color: #f2f2f2; background: #141414 }} }}</style>
<h1>The studio is not built in this copy</h1>
<p>{html.escape(HOW_TO_BUILD)}. The API works without it: <code>/api/v1/openapi.json</code>.</p>
<p lang="zh-CN">此副本尚未构建工作室界面。安装 Node.js 20 或更新版本后运行 <code>./run demo</code> 即可构建；
发布的 wheel 已自带。API 不受影响。</p>
</html>
"""

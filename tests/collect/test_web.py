"""A page is fetched from allowed sites only, as robots.txt permits, and no redirect leads astray."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from modiste.collect import fetch_page, is_address
from modiste.garment import ModisteError

PAGES: dict[str, tuple[int, str, bytes]] = {
    "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /secret\n"),
    "/tee": (200, "text/html; charset=utf-8", b"<html>tee</html>"),
    "/secret": (200, "text/html", b"secret"),
    "/moved": (302, "/tee", b""),
    "/astray": (302, "http://evil.example/tee", b""),
    "/into-secret": (301, "/secret", b""),
    "/round": (302, "/round", b""),
    "/large": (200, "text/html", b"x" * 5000),
    "/program": (200, "application/x-executable", b"x"),
    "/broken": (500, "text/html", b"x"),
}


class Handler(BaseHTTPRequestHandler):
    pages = PAGES

    def do_GET(self) -> None:
        status, kind, body = self.pages.get(self.path, (404, "text/html", b""))
        self.send_response(status)
        self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_allowed_page_is_fetched_redirects_within_the_site_included(site: str, tmp_path: Path) -> None:
    for path in ("/tee", "/moved"):
        fetch_page(site + path, [f"{site}/"], tmp_path / "page")
        assert (tmp_path / "page").read_bytes() == b"<html>tee</html>"


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        ("/astray", "MOD-1241", "http://evil.example"),
        ("/secret", "MOD-1243", "robots.txt forbids"),
        ("/into-secret", "MOD-1243", "robots.txt forbids"),
        ("/round", "MOD-1243", "leads on"),
        ("/large", "MOD-1243", "more than 1000 bytes"),
        ("/program", "MOD-1243", "x-executable"),
        ("/broken", "MOD-1243", "answered 500"),
        ("/nowhere", "MOD-1243", "answered 404"),
    ],
)
def test_anything_else_is_refused_with_its_reason(
    site: str, tmp_path: Path, path: str, code: str, told: str
) -> None:
    with pytest.raises(ModisteError) as refused:
        fetch_page(site + path, [site], tmp_path / "page", most=1000)
    assert refused.value.code == code
    assert told in refused.value.detail
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize(
    "address", ["{}/tee", "file:///etc/passwd", "http://a:b@127.0.0.1/", "http://[", "ftp://x/"]
)
def test_what_is_not_listed_is_never_asked(site: str, tmp_path: Path, address: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1241"):
        fetch_page(address.format(site), ["https://shop.example"], tmp_path / "page")


def test_a_robots_txt_that_cannot_be_had_forbids(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGES, "/robots.txt", (503, "text/plain", b""))
    with pytest.raises(ModisteError, match=r"MOD-1243.*cannot be had"):
        fetch_page(f"{site}/tee", [site], tmp_path / "page")
    monkeypatch.delitem(PAGES, "/robots.txt")
    fetch_page(f"{site}/tee", [site], tmp_path / "page")


def test_a_site_that_does_not_answer_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1243"):
        fetch_page("http://127.0.0.1:9/tee", ["http://127.0.0.1:9"], tmp_path / "page")


def test_addresses_are_told_from_files() -> None:
    assert is_address("HTTPS://shop.example")
    assert not is_address("shop.example/feed.xml")

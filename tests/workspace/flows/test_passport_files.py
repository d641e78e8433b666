"""Bundles and trust from files and addresses, and a witness that answers."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from tests.passport.small_issuer import SmallIssuer

from modiste.garment import ModisteError
from modiste.passport import BUNDLE_BYTES
from modiste.workspace.flows.passport_files import (
    read_bundle,
    read_trust_file,
    serving_witness,
    verification_page,
    verify_bundle,
    write_file,
)


@contextlib.contextmanager
def site(answers: dict[str, tuple[int, bytes]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers[self.path]
            self.send_response(status)
            self.send_header("Location", "/bundle")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_bundle_is_read_from_a_file_or_an_address(tmp_path: Path) -> None:
    data = SmallIssuer(tmp_path / "issuer").whole()
    write_file(tmp_path / "b.json", data)
    assert read_bundle(str(tmp_path / "b.json")) == data
    big = b"x" * (BUNDLE_BYTES + 5)
    with site({"/bundle": (200, data), "/gone": (404, b""), "/moved": (302, b""), "/big": (200, big)}) as url:
        assert read_bundle(f"{url}/bundle") == data
        for path in ("gone", "moved", "big"):
            with pytest.raises(ModisteError, match="MOD-2629"):
                read_bundle(f"{url}/{path}")
    assert verify_bundle(data, None)[0].status == "ok"


@pytest.mark.parametrize("where", ["none.json", "http://192.0.2.1/b.json", "https://", "\0"])
def test_what_cannot_be_read_is_said(where: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2629"):
        read_bundle(where)


def test_too_long_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (BUNDLE_BYTES + 1))
    with pytest.raises(ModisteError, match="MOD-2629"):
        read_bundle(str(tmp_path / "big"))
    with pytest.raises(ModisteError, match="MOD-2629"):
        read_trust_file(tmp_path / "none")


def test_a_witness_answers_and_keeps_its_key(tmp_path: Path) -> None:
    issuer = SmallIssuer(tmp_path / "issuer")
    about = (tmp_path / "eye", "eye.example/1", [str(issuer.log.key)], "127.0.0.1", 0)
    with serving_witness(*about) as (url, key):
        body = f"old 0\n\n{issuer.log.checkpoint_note()}"
        assert httpx.post(f"{url}/add-checkpoint", content=body).text.startswith("— eye.example/1 ")
    with serving_witness(*about) as (_, again):
        assert again == key
    with (
        pytest.raises(ModisteError, match="MOD-2611"),
        serving_witness(tmp_path / "eye", "two words", [], "127.0.0.1", 0),
    ):
        pass


def test_the_page_comes_with_its_policy() -> None:
    page, policy = verification_page()
    assert page.startswith("<!doctype html>") and "script-src 'sha256-" in policy

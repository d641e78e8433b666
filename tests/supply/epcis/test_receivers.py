"""Receivers are public and told over HTTPS, or listed; what is inside is not reached, however it is named."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from modiste.garment import ModisteError
from modiste.supply.epcis import receivers
from modiste.supply.epcis.receivers import check_receiver, is_public, post


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        seen: list[Any] = self.server.seen  # type: ignore[attr-defined]
        seen.append((self.path, self.headers["Host"], self.rfile.read(int(self.headers["Content-Length"]))))
        if self.path == "/silent":
            self.server.over.wait(30)  # type: ignore[attr-defined]
            return
        self.send_response({"/moved": 302, "/no": 500}.get(self.path, 204))
        self.send_header("Location", "/in")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def receiver() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    server.seen, server.over = [], threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "::1", "fe80::1%eth0", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::a00:1",
        "2002:7f00:1::", "::",
    ],
)  # fmt: skip
def test_what_is_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_what_is_outside_is() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    ("dest", "code"),
    [
        ("http://receiver.example/in", "MOD-2570"),
        ("https://127.0.0.1/in", "MOD-2571"),
        ("https://localhost/in", "MOD-2571"),
        ("https://[::ffff:10.0.0.1]/in", "MOD-2571"),
        ("https://2130706433/in", "MOD-2571"),
    ],
)
def test_what_leads_inside_or_is_not_https_is_refused_and_not_sent(dest: str, code: str) -> None:
    for refused in (lambda: check_receiver(dest), lambda: post(dest, {}, b"{}")):
        with pytest.raises(ModisteError, match=code):
            refused()


def test_a_name_that_changes_its_mind_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def looked_up(_host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(receivers.socket, "getaddrinfo", looked_up)
    check_receiver("https://receiver.example/in")
    with pytest.raises(ModisteError, match="MOD-2571"):
        post("https://receiver.example/in", {}, b"{}")


def test_a_listed_origin_is_told_where_redirects_and_failures_are_not_taken(receiver: HTTPServer) -> None:
    origin = f"http://127.0.0.1:{receiver.server_port}"
    check_receiver(f"{origin}/in", [origin])
    assert post(f"{origin}/in?a=1", {"GS1-Signature": "x"}, b"{}", [origin])
    assert not post(f"{origin}/moved", {}, b"{}", [origin])
    assert not post(f"{origin}/no", {}, b"{}", [origin])
    paths = [path for path, _, _ in receiver.seen]  # type: ignore[attr-defined]
    assert paths == ["/in?a=1", "/moved", "/no"]
    with pytest.raises(ModisteError, match="MOD-2570"):
        check_receiver(f"http://127.0.0.1:{receiver.server_port + 1}/in", [origin])
    assert not post("http://127.0.0.1:9/in", {}, b"{}", ["http://127.0.0.1:9"])


def test_one_that_never_comes_to_an_end_is_cut_off(
    receiver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receivers, "TELL_SECONDS", 0.2)
    origin = f"http://127.0.0.1:{receiver.server_port}"
    assert not post(f"{origin}/silent", {}, b"{}", [origin])
    receiver.over.set()  # type: ignore[attr-defined]

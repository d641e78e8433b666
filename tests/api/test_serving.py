"""A real server on a real socket: binds, refuses what is unsafe, streams, and stops."""

import contextlib
import http.client
import json
import socket
import threading
import time

import httpx
import pytest
import uvicorn

from modiste.api import issue_key, serve
from modiste.garment import ModisteError


@contextlib.contextmanager
def running(shop, monkeypatch, host="127.0.0.1", **settings):
    """A server in a thread: (its address, where a client connects)."""
    servers, told = [], []
    run = uvicorn.Server.run

    def kept(self, sockets=None):
        servers.append(self)
        run(self, sockets=sockets)

    monkeypatch.setattr(uvicorn.Server, "run", kept)
    thread = threading.Thread(
        target=serve, args=(shop, host, 0), kwargs={"announce": told.append, **settings}, daemon=True
    )
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not (servers and servers[0].started):
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        yield told[0]
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(20)
    assert not thread.is_alive()


def test_the_address_told_opens_the_studio_once(shop, monkeypatch):
    with running(shop, monkeypatch) as address:
        base = address.partition("/enter")[0]
        assert base.startswith("http://127.0.0.1:") and "token=" in address
        with httpx.Client(base_url=base) as client:
            assert client.get("/healthz").json() == {"status": "ok"}
            assert client.get("/api/v1/garments").status_code == 401
            assert client.get(address).status_code == 303
            assert client.get("/api/v1/garments").status_code == 200
            assert "server" not in client.get("/healthz").headers


def test_unlocked_needs_no_credentials_and_a_job_is_followed_live(shop, monkeypatch, tmp_path):
    with (
        running(shop, monkeypatch, unlocked=True) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        assert "token" not in address
        sent = {"kind": "import", "params": {"source": str(tmp_path / "nowhere")}}
        job = client.post("/api/v1/jobs", json=sent).json()
        url = f"/api/v1/jobs/{job['id']}/events"
        with client.stream("GET", url) as stream:
            lines = stream.iter_lines()
            first = [next(lines) for _ in range(3)]
            assert json.loads(first[1].removeprefix("data: "))["message"] == "queued"
            seen = first[2].removeprefix("id: ")  # and the connection is cut here
        shop.jobs.cancel(job["id"])
        rest = client.get(url, headers={"last-event-id": seen}).text
        assert '"queued"' not in rest and "event: end" in rest


def test_a_body_that_never_ends_is_cut_off_at_the_limit(shop, monkeypatch):
    with running(shop, monkeypatch, unlocked=True) as address:
        wire = http.client.HTTPConnection(address.split("/")[2], timeout=20)
        wire.putrequest("POST", "/api/v1/garments")
        wire.putheader("Content-Type", "application/json")
        wire.putheader("Transfer-Encoding", "chunked")
        wire.endheaders()
        with contextlib.suppress(OSError):
            for _ in range(100):
                wire.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        answer = wire.getresponse()
        assert answer.status == 413 and json.loads(answer.read())["code"] == "MOD-2205"
        wire.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_beyond_this_machine_nothing_is_served_without_a_key(shop, host):
    with pytest.raises(ModisteError, match="MOD-2216"):
        serve(shop, host, 0)
    issue_key(shop, "till", ["garments:read"])
    with pytest.raises(ModisteError, match="MOD-2216"):
        serve(shop, host, 0, unlocked=True)


def test_beyond_this_machine_only_keys_count(shop, monkeypatch):
    _, secret = issue_key(shop, "till", ["garments:read"])
    with running(shop, monkeypatch, host="0.0.0.0", hosts=["Shop.Example"]) as address:
        port = address.rstrip("/").rpartition(":")[2]
        assert "token" not in address
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            assert client.get("/api/v1/garments").status_code == 401
            key = {"authorization": f"Bearer {secret}"}
            assert client.get("/api/v1/garments", headers=key).status_code == 200
            assert client.get("/healthz", headers={"host": f"shop.example:{port}"}).status_code == 200
            assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 421


def test_a_port_that_is_taken_and_hosts_that_are_none(shop):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ModisteError, match="MOD-2219"):
            serve(shop, "127.0.0.1", taken.getsockname()[1])
    issue_key(shop, "till", ["garments:read"])
    for host in ("no-such-host.invalid", "a" * 300, "192.0.2.1", "\0"):
        with pytest.raises(ModisteError, match="MOD-2219"):
            serve(shop, host, 0)


def test_half_a_certificate_is_refused(shop, tmp_path):
    for files in ({"certificate": tmp_path / "none.pem"}, {"private_key": tmp_path / "none.pem"}):
        with pytest.raises(ModisteError, match="MOD-2226"):
            serve(shop, "127.0.0.1", 0, **files)

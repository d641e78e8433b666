"""A JSON-RPC server between a test and a real node, which is slow, busy, dead or lies when it is told to."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx

ASK = httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))
"""Made once, as that loads certificates."""


class Between:
    """What the server does with the next requests."""

    def __init__(self, behind: str) -> None:
        self.behind, self.url = behind, ""
        self.busy = 0
        self.waits = 0.0
        self.garbage = b""
        self.is_dead = False
        self.swallows = ""
        self.lie: Callable[[str, Any], Any] = lambda method, said: said
        self.heard: list[str] = []

    def answer(self, body: bytes) -> tuple[int, bytes]:
        method = json.loads(body)["method"]
        self.heard.append(method)
        time.sleep(self.waits)
        if self.busy:
            self.busy -= 1
            return 429, b"slower"
        if self.is_dead:
            return 503, b""
        if self.garbage or method == self.swallows:
            return 200, self.garbage or b'{"result": "0x"}'
        said = ASK.post(self.behind, json=json.loads(body)).json()
        if "result" in said:
            said["result"] = self.lie(method, said["result"])
        return 200, json.dumps(said).encode()


@contextmanager
def between(behind: str) -> Iterator[Between]:
    told = Between(behind)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, data = told.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Retry-After", "1")
            self.end_headers()
            with suppress(BrokenPipeError):  # the asker had no more patience
                self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        told.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield told
        finally:
            server.shutdown()

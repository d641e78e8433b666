"""A witness that answers over HTTP, and the way to ask one.

Knows HTTP; what is signed is `witness`'s. One process each, with its own folder and key; it asks nobody and
answers `POST /add-checkpoint` alone.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from modiste.garment import ModisteError
from modiste.passport.log.notes import MOST_BYTES
from modiste.passport.log.witness import Answer, Witness

TIMEOUT_SECONDS = 5.0
_KIND = "text/plain; charset=utf-8"


class WitnessServer(ThreadingHTTPServer):
    """A witness at an address of this machine.

    Args:
        witness: Who answers.
        host: The address.
        port: 0 takes a free one.
    """

    daemon_threads = True

    def __init__(self, witness: Witness, host: str = "127.0.0.1", port: int = 0) -> None:
        self.witness = witness
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


@contextmanager
def served(server: WitnessServer) -> Iterator[str]:
    """Inside the block it answers, from a thread."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sent_to(url: str, body: str, client: httpx.Client | None = None) -> Answer:
    """What the witness at an address answers.

    Raises:
        ModisteError: MOD-2615 where it does not answer in five seconds.
    """
    try:
        post = client.post if client else httpx.post
        answer = post(f"{url}/add-checkpoint", content=body.encode(), timeout=TIMEOUT_SECONDS)
    except httpx.HTTPError as error:
        raise ModisteError("MOD-2615", name=url, reason=f"it does not answer: {error}".rstrip(".")) from None
    return Answer(answer.status_code, answer.text[:MOST_BYTES])


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    timeout = TIMEOUT_SECONDS
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._answer(Answer(404, "a witness answers /add-checkpoint alone\n"))
        elif not length.isdigit() or int(length) > MOST_BYTES:
            self.close_connection = True
            self._answer(Answer(413, f"at most {MOST_BYTES} bytes, and how many is said\n"))
        else:
            try:
                body = self.rfile.read(int(length)).decode()
            except UnicodeDecodeError:
                self._answer(Answer(400, "it is no UTF-8\n"))
                return
            self._answer(self.server.witness.add_checkpoint(body))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent names it so
        """Nothing: what is asked of a witness is nobody's business."""

    def _answer(self, answer: Answer) -> None:
        said = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", "text/x.tlog.size" if answer.status == 409 else _KIND)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

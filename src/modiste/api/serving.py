"""A server for one shop: binds, refuses what is unsafe, and runs until it is stopped.

What is served is app.py's work; printing the address is the command line's (it is told through `announce`).
"""

import secrets
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from modiste.api.app import create_app
from modiste.api.shield import LOOPBACK_NAMES, is_loopback
from modiste.garment import ModisteError
from modiste.workspace import Shop, settled

DEFAULT_PORT = 8321


def serve(
    shop: Shop,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    token: str | None = None,
    unlocked: bool = False,
    hosts: Sequence[str] = (),
    certificate: Path | None = None,
    private_key: Path | None = None,
    answerers: int = 0,
    announce: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until interrupted.

    On this machine only (loopback), a one-time token opens the studio; API keys work too. Beyond it, only API
    keys count, and at least one must exist.

    Args:
        shop: what is served.
        host: the address to bind.
        port: 0 picks a free one.
        token: the one-time token; a fresh random one by default.
        unlocked: on loopback, let every program of this machine in without credentials.
        hosts: further names under which browsers may reach this server (its public name).
        certificate: PEM file, to serve HTTPS; with `private_key`.
        private_key: PEM file.
        answerers: so many processes more recommend; everything else is served by this one.
        announce: told the address once the port is bound, with the token where there is one.

    Raises:
        ModisteError: MOD-2216 beyond loopback without a key or when unlocked, MOD-2219 when the port cannot
            be bound, MOD-2226 when HTTPS cannot be set up.
    """
    inside = is_loopback(host)
    if not inside and (unlocked or not shop.store.keys.all()):
        raise ModisteError("MOD-2216", host=host)
    _check_certificate(certificate, private_key)
    with _bound(host, port) as listener:
        port = listener.getsockname()[1]
        if inside and not unlocked:
            token = token or secrets.token_urlsafe(32)
        if answerers:
            shop.recommending.share(answerers)
        app = create_app(
            shop,
            token=token if inside else None,
            unlocked=inside and unlocked,
            hosts=(*LOOPBACK_NAMES, *_own_names(host), *(name.lower() for name in hosts)),
        )
        scheme = "https" if certificate else "http"
        shown = f"[{host}]" if ":" in host else host
        announce(f"{scheme}://{shown}:{port}/" + (f"enter?token={token}" if inside and not unlocked else ""))
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=256,
            timeout_graceful_shutdown=3,
            ssl_certfile=certificate,
            ssl_keyfile=private_key,
        )
        with _ending_in_order(), settled():
            uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM end the block as an exit does.

    uvicorn hands it on once it has stopped; by default the process is gone then, unwritten things with it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check_certificate(certificate: Path | None, private_key: Path | None) -> None:
    if certificate is None and private_key is None:
        return
    if certificate is None or private_key is None:
        raise ModisteError("MOD-2226", reason="a certificate and its private key are needed, not one of them")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, private_key)
    except (OSError, ValueError) as error:
        raise ModisteError("MOD-2226", reason=_reason(error)) from None


def _bound(host: str, port: int) -> socket.socket:
    """Bind at once, so that a taken port is a clear error and port 0 is known before it is announced."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError, ValueError) as error:
        raise ModisteError("MOD-2219", host=host, port=port, reason=_reason(error)) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()  # who calls before the server is up waits instead of being turned away
    except (OSError, OverflowError) as error:
        listener.close()
        raise ModisteError("MOD-2219", host=host, port=port, reason=_reason(error)) from None
    return listener


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _own_names(host: str) -> tuple[str, ...]:
    shown = f"[{host}]" if ":" in host else host
    return shown.lower(), socket.gethostname().lower()

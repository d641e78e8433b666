"""Where subscribers are told: public addresses over HTTPS, and what the shop lists; one POST to one of them.

Knows addresses and one request; who is told what is the workspace's. A client chooses where the shop's server
posts to, and must not reach what its network hides: a name is looked up once, all addresses that it has must
be public, and the connection goes to the one that was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, urlsplit

from modiste.garment import ModisteError

TELL_SECONDS = 10.0
"""For the whole of a request, whatever the receiver does meanwhile."""
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def check_receiver(dest: str, allowed: Collection[str] = ()) -> None:
    """Refuse an address that subscribers must not be told at; a name that is not known yet is judged later.

    Args:
        dest: An http(s) address.
        allowed: Origins (`http://10.0.0.7:9000`) that the shop lets in: without TLS, or inside the network.

    Raises:
        ModisteError: MOD-2570 without TLS, MOD-2571 where it leads into a network that is not public.
    """
    parts = urlsplit(dest)
    if not _is_allowed(parts, allowed):
        _check_scheme(parts)
        try:
            _public(parts)
        except OSError:
            return


def post(dest: str, headers: Mapping[str, str], body: bytes, allowed: Collection[str] = ()) -> bool:
    """Post to a receiver; whether it took it. Redirects are not followed, and its words are not read.

    Raises:
        ModisteError: As `check_receiver`.
    """
    parts = urlsplit(dest)
    try:
        if _is_allowed(parts, allowed):
            at = _resolved(parts)[0]
        else:
            _check_scheme(parts)
            at = _public(parts)[0]
        with socket.create_connection((at, _port(parts)), TELL_SECONDS) as plain:
            timer = threading.Timer(TELL_SECONDS, _cut, (plain,))
            timer.start()
            try:
                return 200 <= _asked(plain, parts, headers, body) < 300
            finally:
                timer.cancel()
    except (OSError, http.client.HTTPException, ValueError):
        return False


def _asked(plain: socket.socket, parts: SplitResult, headers: Mapping[str, str], body: bytes) -> int:
    connection = http.client.HTTPConnection(str(parts.hostname), _port(parts))
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(plain, server_hostname=parts.hostname)
    else:
        connection.sock = plain
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.netloc.rpartition("@")[2]
    connection.request("POST", path, body, {**headers, "Host": host, "Connection": "close"})
    status = connection.getresponse().status
    connection.close()
    return status


def _cut(plain: socket.socket) -> None:
    """End a request that takes too long."""
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _check_scheme(parts: SplitResult) -> None:
    if parts.scheme != "https":
        raise ModisteError("MOD-2570", origin=_origin(parts))


def _public(parts: SplitResult) -> list[str]:
    """The addresses of a host, of which every one is public."""
    found = _resolved(parts)
    for address in found:
        if not is_public(address):
            raise ModisteError("MOD-2571", origin=_origin(parts), address=address)
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also where it is written inside one of IPv6.

    Example:
        >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
        (True, False, False)
    """
    at = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(at, ipaddress.IPv6Address):
        inner = at.ipv4_mapped or at.sixtofour or (at.teredo[1] if at.teredo else None)
        if at in _NAT64:
            inner = ipaddress.IPv4Address(int(at) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return at.is_global and not at.is_multicast


def _resolved(parts: SplitResult) -> list[str]:
    rows = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in rows]


def _is_allowed(parts: SplitResult, allowed: Collection[str]) -> bool:
    return _origin(parts) in {_origin(urlsplit(each)) for each in allowed}


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.hostname}:{_port(parts)}"


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS.get(parts.scheme, 0)

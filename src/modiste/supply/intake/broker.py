"""A small MQTT 5 broker in this process, for the demonstration and for tests; production has mosquitto.

Knows connections, topics and limits; packets are `mqtt_packets`'. It keeps nothing on disk and no session
beyond its connection: what devices say is safe in their outboxes until our receipt.
"""

import asyncio
import contextlib
import itertools
import ssl
import threading
from dataclasses import dataclass, field
from secrets import token_hex

from modiste.supply.devices.certificates import Tls
from modiste.supply.devices.mqtt_link import DOWN, UP, Address, unreachable
from modiste.supply.intake.mqtt import INTAKE, MOST_PACKET
from modiste.supply.intake.mqtt_packets import (
    MALFORMED,
    NOT_ALLOWED,
    PROTOCOL,
    TOO_LARGE,
    Packet,
    Publish,
    RefusedPacketError,
    fits,
    is_pattern,
    read_connect,
    read_number,
    read_publish,
    read_subscribe,
    written,
    written_connack,
    written_publish,
)

MOST_CLIENTS = 500
MOST_FILTERS = 32
MOST_UNSENT = 4 * 1024 * 1024
"""Bytes that wait for a slow client; what comes behind is dropped, as QoS 0 allows."""
MOST_UNACKED = 1000
_CONNECT_SECONDS = 10.0
_BUFFER = 256 * 1024


@dataclass
class BrokerCounts:
    """What it did since it began."""

    published: int = 0
    delivered: int = 0
    dropped: int = 0
    refused: int = 0


@dataclass(eq=False)
class _Session:
    """One connection."""

    name: str
    who: str
    writer: asyncio.StreamWriter
    keepalive: int
    filters: dict[str, int] = field(default_factory=dict)
    unacked: set[int] = field(default_factory=set)
    numbers: "itertools.cycle[int]" = field(default_factory=lambda: itertools.cycle(range(1, 65536)))


class Broker:
    """The broker, in a thread and an event loop of its own.

    Args:
        address: Where it listens; port 0 takes a free one.
        tls: Its certificate; clients then show theirs and are held to their own topics.

    Raises:
        ModisteError: MOD-2540 when it cannot listen there.
    """

    def __init__(self, address: Address = ("127.0.0.1", 0), tls: Tls | None = None) -> None:
        self.counts = BrokerCounts()
        self._tls = tls
        self._sessions: dict[str, _Session] = {}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._problems: list[Exception] = []
        self._stop: asyncio.Event | None = None
        self.address = address
        self._thread = threading.Thread(target=self._run, name="mqtt broker", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._problems:
            self._thread.join()
            raise unreachable(address, self._problems[0])

    def close(self) -> None:
        """Drop every connection and end."""
        if self._thread.is_alive() and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        try:
            context = _context(self._tls) if self._tls else None
            server = await asyncio.start_server(self._meet, *self.address, ssl=context, limit=_BUFFER)
        except (OSError, ssl.SSLError) as error:
            self._problems.append(error)
            self._ready.set()
            return
        self.address = server.sockets[0].getsockname()[:2]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for session in list(self._sessions.values()):
            session.writer.transport.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # the transports close their sockets

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session: _Session | None = None
        try:
            session = await asyncio.wait_for(self._connected(reader, writer), _CONNECT_SECONDS)
            while True:
                idle = session.keepalive * 1.5 or None
                kind, flags, body = await asyncio.wait_for(_packet(reader), idle)
                if not self._handle(session, kind, flags, body):
                    break
                await writer.drain()
        except RefusedPacketError as error:
            self.counts.refused += 1
            with contextlib.suppress(OSError):
                code = error.reason_code
                answer = (
                    written(Packet.DISCONNECT, bytes((code, 0)))
                    if session
                    else written_connack(code, "", MOST_PACKET)
                )
                writer.write(answer)
        except (OSError, EOFError, TimeoutError):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            if session is not None and self._sessions.get(session.name) is session:
                del self._sessions[session.name]
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> _Session:
        kind, flags, body = await _packet(reader)
        if kind != Packet.CONNECT or flags:
            raise RefusedPacketError(PROTOCOL, "the first packet is no CONNECT")
        asked = read_connect(body)
        if len(self._sessions) >= MOST_CLIENTS:
            raise RefusedPacketError(0x97, "too many clients")
        name = asked.client or f"auto-{token_hex(8)}"
        who = _certified(writer) if self._tls else ""
        session = _Session(name, who, writer, asked.keepalive)
        before = self._sessions.get(name)
        if before is not None:  # a client that comes again takes its own place over
            if before.who != who:
                raise RefusedPacketError(NOT_ALLOWED, "another has this name")
            before.writer.transport.abort()
        self._sessions[name] = session
        writer.write(written_connack(0, name, MOST_PACKET))
        return session

    def _handle(self, session: _Session, kind: int, flags: int, body: bytes) -> bool:
        """Do what a packet asks; False at the end."""
        match kind:
            case Packet.PUBLISH:
                self._publish(session, read_publish(flags, body))
            case Packet.PUBACK:
                session.unacked.discard(read_number(body))
            case Packet.SUBSCRIBE:
                asked = read_subscribe(flags, body)
                codes = bytes(self._subscribed(session, *each) for each in asked.filters)
                session.writer.write(written(Packet.SUBACK, asked.number.to_bytes(2, "big") + b"\0" + codes))
            case Packet.UNSUBSCRIBE:
                asked = read_subscribe(flags, body, with_options=False)
                codes = bytes(
                    0 if session.filters.pop(p, None) is not None else 0x11 for p, _ in asked.filters
                )
                session.writer.write(
                    written(Packet.UNSUBACK, asked.number.to_bytes(2, "big") + b"\0" + codes)
                )
            case Packet.PINGREQ:
                session.writer.write(written(Packet.PINGRESP, b""))
            case Packet.DISCONNECT:
                return False
            case _:
                raise RefusedPacketError(PROTOCOL, f"a packet of type {kind} is not spoken")
        return True

    def _subscribed(self, session: _Session, pattern: str, qos: int) -> int:
        if not is_pattern(pattern) or len(session.filters) >= MOST_FILTERS:
            return 0x8F
        if session.who and not _may_read(session.who, pattern):
            return NOT_ALLOWED
        session.filters[pattern] = qos
        return qos

    def _publish(self, session: _Session, message: Publish) -> None:
        may = not session.who or _may_write(session.who, message.topic)
        if message.qos:
            code = b"" if may else bytes((NOT_ALLOWED,))
            session.writer.write(written(Packet.PUBACK, message.number.to_bytes(2, "big") + code))
        if not may:
            self.counts.refused += 1
            return
        self.counts.published += 1
        plain = written_publish(message.topic, message.payload)
        for other in self._sessions.values():
            wanted = [qos for pattern, qos in other.filters.items() if fits(pattern, message.topic)]
            if not wanted:
                continue
            if other.writer.transport.get_write_buffer_size() > MOST_UNSENT:
                self.counts.dropped += 1
                continue
            if min(max(wanted), message.qos) and len(other.unacked) < MOST_UNACKED:
                number = next(each for each in other.numbers if each not in other.unacked)
                other.unacked.add(number)
                other.writer.write(written_publish(message.topic, message.payload, number))
            else:
                other.writer.write(plain)
            self.counts.delivered += 1


def _context(tls: Tls) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(tls.authority))
    context.load_cert_chain(tls.certificate, tls.key)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _certified(writer: asyncio.StreamWriter) -> str:
    """The name in the client's certificate."""
    shown = writer.get_extra_info("peercert") or {}
    names = [value for part in shown.get("subject", ()) for key, value in part if key == "commonName"]
    if len(names) != 1:
        raise RefusedPacketError(NOT_ALLOWED, "its certificate has no name")
    return str(names[0])


def _may_write(who: str, topic: str) -> bool:
    return fits(DOWN.format("+"), topic) if who == INTAKE else topic == UP.format(who)


def _may_read(who: str, pattern: str) -> bool:
    return pattern == (UP.format("+") if who == INTAKE else DOWN.format(who))


async def _packet(reader: asyncio.StreamReader) -> tuple[int, int, bytes]:
    """The next packet: type, flags and the rest."""
    head = (await reader.readexactly(1))[0]
    size = 0
    for place in range(4):
        byte = (await reader.readexactly(1))[0]
        size |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    else:
        raise RefusedPacketError(MALFORMED, "a length has more than four bytes")
    if size > MOST_PACKET:
        raise RefusedPacketError(TOO_LARGE, f"{size} bytes are more than {MOST_PACKET}")
    return head >> 4, head & 15, await reader.readexactly(size)

"""The intake's end of MQTT: hears what every device says, hands it to the writer, sends receipts back.

Knows topics and one connection; packets are `mqtt_packets`', what is believed is the writer's. The name in a
topic is the broker's word, which its access list and client certificates make good: a message of another
device on it is set aside. A client that reads packet by packet asks the interpreter for its lock some four
times each, and waits up to 5 ms for it while the writer works; this one reads what has come at once.
"""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from functools import partial

from modiste.supply.devices.certificates import Tls
from modiste.supply.devices.envelope import MOST_SEALED
from modiste.supply.devices.mqtt_link import DOWN, KEEPALIVE, UP, Address, client_context
from modiste.supply.intake.mqtt_packets import (
    Packet,
    RefusedPacketError,
    next_packet,
    read_publish,
    read_reason,
    written,
    written_connect,
    written_publish,
    written_subscribe,
)
from modiste.supply.intake.writer import Arrival, Writer

INTAKE = "modiste-intake"
"""The intake's name to a broker and in its certificate."""
MOST_PACKET = MOST_SEALED + 1024
_RETRY_SECONDS = (1.0, 5.0)
_CONNECT_SECONDS = 10.0
_LEAVE_SECONDS = 1.0


class MqttIntake:
    """Listens until closed; a lost connection is made again.

    Args:
        writer: Where envelopes go.
        broker: Host and port.
        tls: Whom it believes and who it is.

    Attributes:
        state: "connecting", "listening", "gone: ..." or "refused: ...".
        received: Envelopes that came.
        broker: Host and port.

    Raises:
        ModisteError: MOD-2540 for certificates that cannot be read. A broker that is not there is waited for.
    """

    def __init__(self, writer: Writer, broker: Address, tls: Tls | None = None) -> None:
        self._writer, self.broker = writer, broker
        self._context = client_context(broker, tls) if tls else None
        self.state, self.received = "connecting", 0
        self._listening = threading.Event()
        self._tells: dict[str, Callable[[bytes], None]] = {}
        self._receipts: deque[bytes] = deque()
        self._connection: _Connection | None = None
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="mqtt intake", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Whether it listens within so many seconds."""
        return self._listening.wait(seconds)

    def close(self) -> None:
        """Listen no more; what came before is still written. Twice is fine."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join()

    def came(self, topic: str, payload: bytes) -> None:
        """Hand over what came on a topic."""
        self.received += 1
        tell = self._tells.get(topic)
        if tell is None:
            tell = self._tells[topic] = partial(self._tell, DOWN.format(topic.split("/")[1]))
        self._writer.put(Arrival(payload, topic[3:-3], tell))

    def changed(self, state: str) -> None:
        """Note how the connection stands."""
        self.state = state
        if state == "listening":
            self._listening.set()
        else:
            self._listening.clear()

    def _tell(self, topic: str, receipt: bytes) -> None:
        """Send a receipt; those of one transaction go together."""
        self._receipts.append(written_publish(topic, receipt))
        if len(self._receipts) == 1:
            with contextlib.suppress(RuntimeError):  # closed: the device sends it again and is receipted then
                self._loop.call_soon_threadsafe(self._send)

    def _send(self) -> None:
        packets = []
        while self._receipts:
            packets.append(self._receipts.popleft())
        if self._connection is not None:
            self._connection.write(b"".join(packets))

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._listen())

    async def _listen(self) -> None:
        closing = asyncio.ensure_future(self._closing.wait())
        shortest, longest = _RETRY_SECONDS
        retry = shortest
        while not closing.done():
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    _, self._connection = await self._loop.create_connection(
                        lambda: _Connection(self), *self.broker, ssl=self._context
                    )
            except (OSError, TimeoutError) as error:
                self.changed(f"gone: {str(error).lower() or 'no answer'}")
            else:
                await asyncio.wait((closing, self._connection.ended), return_when=asyncio.FIRST_COMPLETED)
                retry = shortest if self._listening.is_set() else retry
                await self._connection.leave()
                if not closing.done() and self._listening.is_set():
                    self.changed("gone: the connection was lost")
            await asyncio.wait((closing,), timeout=retry)
            retry = min(2 * retry, longest)


class _Connection(asyncio.Protocol):
    """One connection to a broker, from its CONNECT until it is lost."""

    def __init__(self, intake: MqttIntake) -> None:
        self._intake, self._rest = intake, b""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._alive = True
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.write(written_connect(INTAKE, KEEPALIVE, MOST_PACKET))
        self._ping()

    def data_received(self, data: bytes) -> None:
        self._alive = True
        data, at = self._rest + data if self._rest else data, 0
        try:
            while (found := next_packet(data, at, MOST_PACKET)) is not None:
                head, begin, at = found
                self._handle(head, data[begin:at])
        except RefusedPacketError as error:
            self._refuse(error.detail)
        self._rest = data[at:]

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self._timer is not None:
            self._timer.cancel()
        if not self.ended.done():
            self.ended.set_result(None)

    def write(self, packets: bytes) -> None:
        """Send packets, if it still stands."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(packets)

    async def leave(self) -> None:
        """Take leave of the broker, which may have gone before."""
        assert self._transport is not None
        self.write(written(Packet.DISCONNECT, b""))
        self._transport.close()
        await asyncio.wait((self.ended,), timeout=_LEAVE_SECONDS)
        self._transport.abort()
        await self.ended

    def _handle(self, head: int, body: bytes) -> None:
        match head >> 4:
            case Packet.PUBLISH:
                message = read_publish(head & 15, body)
                self._intake.came(message.topic, message.payload)
            case Packet.CONNACK:
                if reason := read_reason(body, 1):
                    self._refuse(f"the broker says {reason:#x}")
                else:
                    self.write(written_subscribe(1, UP.format("+")))
            case Packet.SUBACK:
                reason = read_reason(body, -1)
                self._intake.changed(f"refused: the broker says {reason:#x}" if reason else "listening")
            case Packet.DISCONNECT if self._transport is not None:
                self._transport.close()

    def _refuse(self, reason: str) -> None:
        self._intake.changed(f"refused: {reason}")
        if self._transport is not None:
            self._transport.close()

    def _ping(self) -> None:
        """Ask for a sign of life; a broker that gave none since the last time is gone."""
        if not self._alive and self._transport is not None:
            self._transport.abort()
            return
        self._alive = False
        self.write(written(Packet.PINGREQ, b""))
        self._timer = asyncio.get_running_loop().call_later(KEEPALIVE / 2, self._ping)

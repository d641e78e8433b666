"""The packets of MQTT 5 that the intake and the embedded broker speak, as bytes in and values out.

Knows the OASIS standard of 2019, sections 2 and 3, for QoS 0 and 1; sessions and topics are `broker`'s.
Whatever does not fit is refused with the standard's reason code.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from modiste.garment import ModisteError


class Packet(IntEnum):
    """Types of packets (table 2-1)."""

    CONNECT = 1
    CONNACK = 2
    PUBLISH = 3
    PUBACK = 4
    SUBSCRIBE = 8
    SUBACK = 9
    UNSUBSCRIBE = 10
    UNSUBACK = 11
    PINGREQ = 12
    PINGRESP = 13
    DISCONNECT = 14


MALFORMED, PROTOCOL, TOO_LARGE, NOT_ALLOWED = 0x81, 0x82, 0x95, 0x87
BAD_VERSION, BAD_TOPIC, NO_QOS, NO_RETAIN = 0x84, 0x90, 0x9B, 0x9A

# Every property of table 2-4: how its value is written.
_BYTE, _TWO, _FOUR, _VAR, _TEXT, _PAIR = range(6)
_PROPERTIES = {
    0x01: _BYTE, 0x02: _FOUR, 0x03: _TEXT, 0x08: _TEXT, 0x09: _TEXT, 0x0B: _VAR, 0x11: _FOUR, 0x12: _TEXT,
    0x13: _TWO, 0x15: _TEXT, 0x16: _TEXT, 0x17: _BYTE, 0x18: _FOUR, 0x19: _BYTE, 0x1A: _TEXT, 0x1C: _TEXT,
    0x1F: _TEXT, 0x21: _TWO, 0x22: _TWO, 0x23: _TWO, 0x24: _BYTE, 0x25: _BYTE, 0x26: _PAIR, 0x27: _FOUR,
    0x28: _BYTE, 0x29: _BYTE, 0x2A: _BYTE,
}  # fmt: skip


class RefusedPacketError(ModisteError):
    """MOD-2541 with the reason code that the other side is told."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__("MOD-2541", reason=reason)
        self.reason_code = code


@dataclass(frozen=True, slots=True)
class Connect:
    """Who connects; `keepalive` in seconds, 0 for none."""

    client: str
    keepalive: int
    user: str


@dataclass(frozen=True, slots=True)
class Publish:
    """A message on a topic; `number` is 0 at QoS 0."""

    topic: str
    payload: bytes
    qos: int
    number: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Topics a client wants, each with its QoS."""

    number: int
    filters: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Reader:
    body: bytes
    at: int = field(default=0)

    def take(self, count: int) -> bytes:
        found = self.body[self.at : self.at + count]
        if len(found) != count:
            raise RefusedPacketError(MALFORMED, "it is cut short")
        self.at += count
        return found

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def binary(self) -> bytes:
        return self.take(self.number(2))

    def text(self) -> str:
        try:
            found = self.binary().decode()
        except UnicodeDecodeError:
            raise RefusedPacketError(MALFORMED, "a text is no UTF-8") from None
        if "\0" in found:
            raise RefusedPacketError(MALFORMED, "a text holds a null")
        return found

    def variable(self) -> int:
        value = 0
        for place in range(4):
            byte = self.number(1)
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                return value
        raise RefusedPacketError(MALFORMED, "a length has more than four bytes")

    def properties(self) -> dict[int, bytes]:
        end = self.variable() + self.at
        if end > len(self.body):
            raise RefusedPacketError(MALFORMED, "its properties are cut short")
        found: dict[int, bytes] = {}
        while self.at < end:
            id_ = self.number(1)
            kind = _PROPERTIES.get(id_)
            if kind is None:
                raise RefusedPacketError(MALFORMED, f"{id_:#x} is no property")
            if id_ in found and kind != _PAIR:
                raise RefusedPacketError(PROTOCOL, f"the property {id_:#x} stands twice")
            begin = self.at
            if kind == _VAR:
                self.variable()
            elif kind in (_TEXT, _PAIR):
                for _ in range(1 + (kind == _PAIR)):
                    self.binary()
            else:
                self.take({_BYTE: 1, _TWO: 2, _FOUR: 4}[kind])
            found[id_] = self.body[begin : self.at]
        if self.at != end:
            raise RefusedPacketError(MALFORMED, "a property runs over their end")
        return found

    @property
    def rest(self) -> bytes:
        return self.body[self.at :]


def read_connect(body: bytes) -> Connect:
    """Who connects.

    Raises:
        RefusedPacketError: another version of MQTT, a will, an authentication method: none of it is spoken.
    """
    reader = _Reader(body)
    if reader.text() != "MQTT" or reader.number(1) != 5:
        raise RefusedPacketError(BAD_VERSION, "it is not MQTT 5")
    flags, keepalive = reader.number(1), reader.number(2)
    properties = reader.properties()
    if flags & 1:
        raise RefusedPacketError(MALFORMED, "a reserved flag is set")
    if flags & 0x3C or 0x15 in properties:
        raise RefusedPacketError(PROTOCOL, "wills and authentication methods are not spoken")
    client = reader.text()
    user = reader.text() if flags & 0x80 else ""
    if flags & 0x40:
        reader.binary()
    if reader.rest:
        raise RefusedPacketError(MALFORMED, "it is too long")
    return Connect(client, keepalive, user)


def read_publish(flags: int, body: bytes) -> Publish:
    """A message.

    Raises:
        RefusedPacketError: QoS 2, a retained message, a topic alias or a topic with wildcards.
    """
    qos = flags >> 1 & 3
    if qos > 1:
        raise RefusedPacketError(NO_QOS, "QoS 2 is not spoken")
    if flags & 1:
        raise RefusedPacketError(NO_RETAIN, "retained messages are not kept")
    reader = _Reader(body)
    topic = reader.text()
    number = reader.number(2) if qos else 0
    if qos and not number:
        raise RefusedPacketError(PROTOCOL, "its number is 0")
    if 0x23 in reader.properties() or not topic or "+" in topic or "#" in topic:
        raise RefusedPacketError(BAD_TOPIC, "its topic is none, an alias or a pattern")
    return Publish(topic, reader.rest, qos, number)


def read_subscribe(flags: int, body: bytes, *, with_options: bool = True) -> Subscribe:
    """What a client wants, or no longer wants where there are no options.

    Raises:
        RefusedPacketError: a pattern that is none.
    """
    if flags != 2:
        raise RefusedPacketError(MALFORMED, "its flags are wrong")
    reader = _Reader(body)
    number, _ = reader.number(2), reader.properties()
    filters = []
    while reader.rest:
        pattern = reader.text()
        options = reader.number(1) if with_options else 0
        if options & 0xC0 or options & 3 == 3:
            raise RefusedPacketError(MALFORMED, "its options are wrong")
        filters.append((pattern, min(options & 3, 1)))
    if not filters or not number:
        raise RefusedPacketError(PROTOCOL, "it names no topic")
    return Subscribe(number, tuple(filters))


def next_packet(data: bytes, at: int, most_bytes: int) -> tuple[int, int, int] | None:
    """The packet at a place of a stream: first byte, begin and end of its body; None before it is whole.

    Raises:
        RefusedPacketError: A packet longer than `most_bytes`, or a length of more than four bytes.
    """
    size, place = 0, at + 1
    for shift in (0, 7, 14, 21):
        if place >= len(data):
            return None
        byte, place = data[place], place + 1
        size |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    else:
        raise RefusedPacketError(MALFORMED, "a length has more than four bytes")
    if size > most_bytes:
        raise RefusedPacketError(TOO_LARGE, f"{size} bytes are more than {most_bytes}")
    return None if place + size > len(data) else (data[at], place, place + size)


def read_reason(body: bytes, place: int) -> int:
    """The reason code of a CONNACK (place 1) or of a SUBACK of one topic (the last); 0 is well."""
    if len(body) < 3:
        raise RefusedPacketError(MALFORMED, "it is cut short")
    return body[place]


def read_number(body: bytes) -> int:
    """The number that an acknowledgement names."""
    return _Reader(body).number(2)


def is_pattern(pattern: str) -> bool:
    """Whether it is a topic filter (section 4.7) that we serve: no shared subscriptions."""
    levels = pattern.split("/")
    return bool(
        pattern
        and not pattern.startswith("$")
        and all(level == "+" or "+" not in level for level in levels)
        and all(level == "#" or "#" not in level for level in levels)
        and "#" not in levels[:-1]
    )


def fits(pattern: str, topic: str) -> bool:
    """Whether a topic is among those of a filter."""
    wanted, given = pattern.split("/"), topic.split("/")
    for place, level in enumerate(wanted):
        if level == "#":
            return not topic.startswith("$") or place > 0
        if place >= len(given) or level not in ("+", given[place]):
            return False
    return len(wanted) == len(given) and not (topic.startswith("$") and wanted[0] == "+")


def written(kind: Packet, body: bytes, flags: int = 0) -> bytes:
    """A packet's bytes."""
    length, size = bytearray(), len(body)
    while True:
        size, low = size >> 7, size & 0x7F
        length.append(low | (0x80 if size else 0))
        if not size:
            return bytes((kind << 4 | flags,)) + bytes(length) + body


def written_connect(client: str, keepalive: int, most_bytes: int) -> bytes:
    """A connection without a session of before, a will or a password; larger packets are not wanted."""
    said, name = b"\x27" + most_bytes.to_bytes(4, "big"), client.encode()
    head = b"\0\4MQTT\5\2" + keepalive.to_bytes(2, "big") + _length(said) + said
    return written(Packet.CONNECT, head + len(name).to_bytes(2, "big") + name)


def written_subscribe(number: int, topic: str) -> bytes:
    """The wish for one topic at QoS 0."""
    name = topic.encode()
    return written(
        Packet.SUBSCRIBE, number.to_bytes(2, "big") + b"\0" + len(name).to_bytes(2, "big") + name + b"\0", 2
    )


def written_publish(topic: str, payload: bytes, number: int = 0) -> bytes:
    """A message; QoS 1 where it has a number."""
    name = topic.encode()
    head = len(name).to_bytes(2, "big") + name + (number.to_bytes(2, "big") if number else b"")
    return written(Packet.PUBLISH, head + b"\0" + payload, 2 if number else 0)


def written_connack(code: int, client: str, most_bytes: int) -> bytes:
    """The answer to a connection: what we speak, and the name of a client that brought none."""
    if code:
        return written(Packet.CONNACK, bytes((0, code, 0)))
    # Maximum QoS 1, no retained messages, no subscription identifiers, no shared subscriptions.
    said = b"\x24\x01\x25\x00\x29\x00\x2a\x00\x27" + most_bytes.to_bytes(4, "big")
    name = client.encode()
    said += b"\x12" + len(name).to_bytes(2, "big") + name
    return written(Packet.CONNACK, b"\0\0" + _length(said) + said)


def _length(said: bytes) -> bytes:
    return written(Packet.CONNACK, said)[1 : -len(said) or None]

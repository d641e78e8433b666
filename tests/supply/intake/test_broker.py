"""The embedded broker, byte by byte: what it speaks, and what it refuses with the standard's reason codes."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.supply import Authority, Broker
from modiste.supply.intake.broker import MOST_PACKET
from modiste.supply.intake.mqtt_packets import (
    Packet,
    RefusedPacketError,
    fits,
    is_pattern,
    next_packet,
    read_connect,
    read_publish,
    read_subscribe,
    written,
    written_connack,
    written_connect,
    written_publish,
    written_subscribe,
)


@pytest.fixture(scope="module")
def broker() -> Iterator[Broker]:
    broker = Broker()
    yield broker
    broker.close()


def connect(client: str, flags: int = 2, keepalive: int = 0) -> bytes:
    name = client.encode()
    head = b"\0\4MQTT\5" + bytes((flags,)) + keepalive.to_bytes(2, "big") + b"\0"
    return written(Packet.CONNECT, head + len(name).to_bytes(2, "big") + name)


def subscribe(pattern: str, qos: int = 0) -> bytes:
    name = pattern.encode()
    return written(Packet.SUBSCRIBE, b"\0\7\0" + len(name).to_bytes(2, "big") + name + bytes((qos,)), 2)


class Peer:
    def __init__(self, broker: Broker, name: str) -> None:
        self._socket = socket.create_connection(broker.address, 5)
        self.send(connect(name))
        assert self.packet()[0] == Packet.CONNACK

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def packet(self) -> tuple[int, bytes]:
        head = self._take(1)[0]
        size = shift = 0
        while True:
            byte = self._take(1)[0]
            size, shift = size | (byte & 127) << shift, shift + 7
            if byte < 128:
                return head >> 4, self._take(size)

    def closed(self) -> bool:
        return self._socket.recv(1) == b""

    def close(self) -> None:
        self._socket.close()

    def _take(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            more = self._socket.recv(count - len(found))
            assert more, "closed"
            found += more
        return found


def test_messages_go_to_whom_they_fit_at_both_qualities(broker: Broker) -> None:
    one, two = Peer(broker, "one"), Peer(broker, "two")
    one.send(subscribe("m1/+/ev", 1))
    assert one.packet() == (Packet.SUBACK, b"\0\7\0\1")
    two.send(written_publish("m1/a/ev", b"plain"))
    two.send(written_publish("m1/a/ack", b"elsewhere"))
    two.send(written_publish("m1/b/ev", b"sure", number=9))
    assert two.packet() == (Packet.PUBACK, b"\0\x09")
    assert one.packet() == (Packet.PUBLISH, b"\0\7m1/a/ev\0plain")
    kind, body = one.packet()
    assert (kind, read_publish(2, body).payload) == (Packet.PUBLISH, b"sure")
    one.send(written(Packet.PUBACK, body[9:11]))
    one.send(written(Packet.PINGREQ, b""))
    assert one.packet() == (Packet.PINGRESP, b"")
    one.send(written(Packet.UNSUBSCRIBE, b"\0\x08\0\0\7m1/+/ev", 2))
    assert one.packet() == (Packet.UNSUBACK, b"\0\x08\0\0")
    for peer in (one, two):
        peer.send(written(Packet.DISCONNECT, b""))
        assert peer.closed()
        peer.close()


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (written(Packet.PUBLISH, b"\0\1a\0\1\0", 4), 0x9B),
        (written(Packet.PUBLISH, b"\0\1a\0", 1), 0x9A),
        (written(Packet.PUBLISH, b"\0\1+\0"), 0x90),
        (written(Packet.PUBLISH, b"\0\1a\3\x23\0\1"), 0x90),
        (written(Packet.PUBLISH, b"\0\1a\2\x7e\0"), 0x81),
        (written(Packet.PUBLISH, b"\0\7a"), 0x81),
        (written(Packet.SUBSCRIBE, b"\0\7\0", 2), 0x82),
        (written(Packet.SUBSCRIBE, b"\0\7\0\0\1a\0", 0), 0x81),
        (b"\xf0\0", 0x82),
        (connect("twice"), 0x82),
        (b"\x30" + b"\xff" * 4, 0x81),
        (b"\x30\xff\xff\xff\x7f", 0x95),
    ],
)
def test_what_it_does_not_speak_ends_with_a_reason(broker: Broker, packet: bytes, code: int) -> None:
    peer = Peer(broker, "odd")
    peer.send(packet)
    assert peer.packet() == (Packet.DISCONNECT, bytes((code, 0)))
    assert peer.closed()
    peer.close()


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (written(Packet.CONNECT, b"\0\4MQTT\4\2\0\0\0\1a"), 0x84),
        (connect("will", flags=6), 0x82),
        (written(Packet.PINGREQ, b""), 0x82),
    ],
)
def test_who_is_not_let_in_is_told_why(broker: Broker, packet: bytes, code: int) -> None:
    with socket.create_connection(broker.address, 5) as strange:
        strange.sendall(packet)
        assert strange.recv(100) == bytes((0x20, 3, 0, code, 0))


def test_patterns_that_are_none_are_refused_and_a_second_of_a_name_takes_over(broker: Broker) -> None:
    peer = Peer(broker, "same")
    for pattern in ("m1/#/ev", "m1/a+", "$share/x/m1", ""):
        peer.send(subscribe(pattern))
        assert peer.packet() == (Packet.SUBACK, b"\0\7\0\x8f")
    other = Peer(broker, "same")
    with pytest.raises((AssertionError, ConnectionError)):
        peer.packet()
    for each in (peer, other):
        each.close()


@pytest.mark.parametrize(
    ("pattern", "topic", "is_so"),
    [
        ("m1/+/ev", "m1/a/ev", True),
        ("m1/+/ev", "m1/a/b/ev", False),
        ("m1/#", "m1", True),
        ("m1/#", "m1/a/b", True),
        ("#", "$SYS/x", False),
        ("+/x", "$SYS/x", False),
        ("m1/+", "m1", False),
        ("a/b", "a/b", True),
        ("a", "a/b", False),
    ],
)
def test_topics_fit_filters_as_the_standard_has_it(pattern: str, topic: str, is_so: bool) -> None:
    assert is_pattern(pattern)
    assert fits(pattern, topic) is is_so


@given(st.binary(max_size=80), st.integers(0, 15))
def test_any_bytes_are_read_or_refused(body: bytes, flags: int) -> None:
    for read in (read_connect, lambda some: read_publish(flags, some), lambda some: read_subscribe(2, some)):
        try:
            assert read(body)
        except RefusedPacketError as error:
            assert error.code == "MOD-2541"
            assert error.reason_code >= 0x80


def test_the_greeting_says_what_is_spoken() -> None:
    greeting = written_connack(0, "auto-1", MOST_PACKET)
    assert greeting[0] == 0x20
    assert greeting[1] == len(greeting) - 2
    assert b"\x24\x01\x25\x00" in greeting
    assert greeting[4] == len(greeting) - 5


def test_where_it_cannot_listen_it_says_so(broker: Broker) -> None:
    with pytest.raises(ModisteError, match="MOD-2540"):
        Broker(broker.address)


def test_a_certificate_of_the_shops_authority_opens_and_no_other(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ours")
    assert Authority(tmp_path / "ours").path.read_bytes() == authority.path.read_bytes()
    assert (tmp_path / "ours/authority.key").stat().st_mode & 0o077 == 0
    broker = Broker(tls=authority.issue("broker", ("127.0.0.1", "localhost")))
    other = Authority(tmp_path / "other")
    for who, is_let_in in ((authority.issue("a"), True), (other.issue("a"), False)):
        context = ssl.create_default_context(cafile=str(authority.path))
        context.load_cert_chain(who.certificate, who.key)
        try:
            with (
                socket.create_connection(broker.address, 5) as plain,
                context.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
            ):
                secure.sendall(connect("a"))
                assert bool(secure.recv(10)) is is_let_in
        except (ssl.SSLError, ConnectionError):
            assert not is_let_in
    broker.close()


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(0, 12))
def test_a_stream_comes_apart_into_its_packets_wherever_it_breaks(payloads: list[bytes], less: int) -> None:
    sent = [written_connect("intake", 30, 1024), written_subscribe(1, "m1/+/ev")]
    sent += [written_publish("m1/a/ev", each) for each in payloads]
    stream, at, bodies = b"".join(sent)[: -less or None], 0, list[bytes]()
    while (found := next_packet(stream, at, MOST_PACKET)) is not None:
        _, begin, at = found
        bodies.append(stream[begin:at])
    assert stream[at:] == b"".join(sent)[at : len(stream)]
    assert len(bodies) == len(sent) or less
    if len(bodies) > 1:
        assert (read_connect(bodies[0]).client, read_subscribe(2, bodies[1]).filters) == (
            "intake", (("m1/+/ev", 0),),
        )  # fmt: skip
    assert [read_publish(0, each).payload for each in bodies[2:]] == payloads[: len(bodies[2:])]


def test_a_packet_that_is_too_long_is_refused_before_it_has_come() -> None:
    for stream in (b"\x30\xff\xff\xff\x7f", b"\x30\xff\xff\xff\xff"):
        with pytest.raises(RefusedPacketError):
            next_packet(stream, 0, MOST_PACKET)

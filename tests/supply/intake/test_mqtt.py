"""MQTT end to end: device, broker and intake; over restarts, with certificates, for mosquitto and ours."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.supply.intake.mosquitto import free_port, mosquitto_in, tls_in
from tests.supply.small_intake import PlainBook, name, register

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.supply import (
    INTAKE,
    Authority,
    Broker,
    DeviceClient,
    MqttIntake,
    MqttLink,
    Outbox,
    Sensed,
    Tls,
    Writer,
    check_reachable,
)
from modiste.supply.devices.mqtt_link import leave, mqtt_client
from modiste.supply.devices.sender import now_ms


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop") as store:
        yield store


@pytest.fixture
def writer(store: Store) -> Iterator[Writer]:
    writer = Writer(store.devices, PlainBook(store), name)
    yield writer
    writer.close()


def until(true: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def say(client: DeviceClient, count: int, first: int = 0) -> None:
    now = now_ms()
    client.say_all([([Sensed(now, "Temperature", float(first + n), "CEL")], ()) for n in range(count)])


def connected(store: Store, folder: Path, broker: tuple[str, int], tls: Tls | None, id_: str) -> DeviceClient:
    client = DeviceClient(
        Outbox(folder / f"outbox-{id_}", id_), register(store, id_), MqttLink(id_, broker, tls)
    )
    client.start()
    return client


def test_over_a_killed_mosquitto_nothing_is_lost_or_doubled(
    store: Store, writer: Writer, tmp_path: Path
) -> None:
    broker = mosquitto_in(tmp_path / "broker")
    authority = Authority(tmp_path / "broker")
    broker.start()
    intake = MqttIntake(writer, broker.address, tls_in(tmp_path / "broker"))
    clients = [
        connected(store, tmp_path, broker.address, authority.issue(id_), id_)
        for id_ in ("press-07", "oven-01")
    ]
    try:
        assert intake.wait(20)
        for client in clients:
            say(client, 300)
        assert until(lambda: store.devices.marks() != {})
        broker.kill()
        for client in clients:
            say(client, 200, first=300)
        broker.start()
        assert until(lambda: all(client.outbox.waiting == 0 for client in clients), 40)
        book = PlainBook(store)
        print(f"1000 said over a killed broker, {len(book.all())} kept, {book.doubled()} doubled")
        assert (len(book.all()), book.doubled()) == (1000, 0)
    finally:
        for client in clients:
            client.close()
        intake.close()
        broker.kill()


def test_a_certificate_holds_a_device_to_its_own_topic(store: Store, writer: Writer, tmp_path: Path) -> None:
    broker = mosquitto_in(tmp_path / "broker")
    authority = Authority(tmp_path / "broker")
    broker.start()
    intake = MqttIntake(writer, broker.address, tls_in(tmp_path / "broker"))
    press = authority.issue("press-07")
    stranger = Authority(tmp_path / "elsewhere").issue("press-07")
    states: list[str] = []
    heard: list[bytes] = []
    others = [
        mqtt_client(
            "press-07", broker.address, press, topic="m1/+/ev",
            on_payload=lambda _, payload: heard.append(payload), told=states.append,
        ),
        mqtt_client(
            "stranger", broker.address, Tls(press.authority, stranger.certificate, stranger.key),
            topic="m1/press-07/ack", on_payload=lambda _, payload: heard.append(payload),
        ),
    ]  # fmt: skip
    try:
        assert intake.wait(20)
        assert until(lambda: bool(states))
        others[0].publish("m1/oven-01/ev", b"in another's name")
        others[0].publish("m1/press-07/ev", b"MOD0 in its own")
        assert until(lambda: intake.received == 1)
        time.sleep(0.2)
        assert (intake.received, heard, others[1].is_connected()) == (1, [], False)
        assert until(lambda: store.devices.held_by_code() == {"MOD-2531": 1})
    finally:
        for other in others:
            leave(other)
        intake.close()
        broker.kill()


def test_our_own_broker_carries_the_same_with_certificates_too(
    store: Store, writer: Writer, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "keys")
    broker = Broker(("127.0.0.1", free_port()), authority.issue("broker", ("127.0.0.1",)))
    intake = MqttIntake(writer, broker.address, authority.issue(INTAKE))
    client = connected(store, tmp_path, broker.address, authority.issue("press-07"), "press-07")
    try:
        assert intake.wait(20)
        say(client, 300)
        assert until(lambda: client.outbox.waiting == 0)
        address = broker.address
        broker.close()
        say(client, 100, first=300)
        broker = Broker(
            address, Tls(authority.path, tmp_path / "keys/broker.pem", tmp_path / "keys/broker.key")
        )
        assert until(lambda: client.outbox.waiting == 0, 40)
        book = PlainBook(store)
        assert (len(book.all()), book.doubled()) == (400, 0)
    finally:
        client.close()
        intake.close()
        broker.close()


def test_what_cannot_be_reached_or_read_is_told(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2540"):
        check_reachable(("127.0.0.1", free_port()))
    nothing = tmp_path / "no.pem"
    with pytest.raises(ModisteError, match="MOD-2540"):
        MqttIntake(writer, ("127.0.0.1", 1), Tls(nothing, nothing, nothing))

"""The device's side over a real link: it sends until it is receipted, and believes no one else's receipt."""

import time
from pathlib import Path

from modiste.supply import (
    Authority,
    Broker,
    DeviceClient,
    Message,
    MqttLink,
    Outbox,
    Receipt,
    Sensed,
    issue,
    read_message,
)
from modiste.supply.devices.envelope import HmacKey, apart, proved, seal_receipt
from modiste.supply.devices.mqtt_link import leave, mqtt_client

HOUSE = b"h" * 32
READING = [Sensed(1_796_000_000_000, "Temperature", 20.0, "CEL")]


class TestLink:
    """A link in memory."""

    __test__ = False

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.told = lambda sealed: None

    def send(self, sealed: bytes) -> None:
        self.sent.append(sealed)

    def on_receipt(self, told) -> None:
        self.told = told

    def close(self) -> None:
        pass


def messages(sealed: bytes, key: HmacKey) -> list[Message]:
    return [read_message(body) for body in proved(apart(sealed), key)]


def test_what_is_not_receipted_is_sent_again_with_a_new_stamp_and_key(tmp_path: Path) -> None:
    _, old = issue("press-07", "sensor", HOUSE, 0)
    _, new = issue("press-07", "sensor", HOUSE, 0)
    link, now = TestLink(), iter(range(100, 200))
    client = DeviceClient(Outbox(tmp_path, "press-07"), old, link, batch=2, clock=lambda: next(now))
    for _ in range(3):
        client.say(READING)
    assert [client.pump() for _ in range(3)] == [2, 1, 0]
    first = messages(link.sent[0], old.sealing_key())
    assert [(each.seq, each.made, each.at) for each in first] == [(1, 100, 103), (2, 101, 103)]
    client.rotate(new)
    client.outbox._sent.clear()
    assert client.pump() == 2
    again = messages(link.sent[-1], new.sealing_key())
    assert [(each.seq, each.made, each.at) for each in again] == [(1, 100, 105), (2, 101, 105)]
    right = seal_receipt(Receipt("press-07", 1, 2), new.key, new.receipt_key())
    for wrong in (b"", right[:-1], seal_receipt(Receipt("press-07", 1, 2), old.key, old.receipt_key())):
        link.told(wrong)
        assert (client.outbox.waiting, client.receipted) == (3, 0)
    link.told(right)
    assert (client.outbox.waiting, client.receipted, client.sent) == (1, 2, 5)
    assert not client.drain(0.0)
    client.close()


def test_over_mqtt_an_envelope_goes_up_and_a_receipt_comes_down(tmp_path: Path) -> None:
    broker = Broker()
    _, credentials = issue("press-07", "sensor", HOUSE, 0)

    def came(topic: str, payload: bytes) -> None:
        assert topic == "m1/press-07/ev"
        last = messages(payload, credentials.sealing_key())[-1]
        receipt = seal_receipt(Receipt("press-07", 1, last.seq), credentials.key, credentials.receipt_key())
        house.publish("m1/press-07/ack", receipt)

    house = mqtt_client("house", broker.address, None, topic="m1/+/ev", on_payload=came)
    link = MqttLink("press-07", broker.address)
    client = DeviceClient(Outbox(tmp_path, "press-07"), credentials, link)
    for _ in range(20):
        client.say(READING)
    client.start()
    end = time.monotonic() + 20
    while client.outbox.waiting and time.monotonic() < end:
        time.sleep(0.01)
    assert (client.outbox.waiting, client.receipted) == (0, 20)
    client.close()
    leave(house)
    broker.close()


def test_a_certificate_carries_the_devices_name(tmp_path: Path) -> None:
    from cryptography import x509

    authority = Authority(tmp_path)
    made = x509.load_pem_x509_certificate(authority.issue("press-07").certificate.read_bytes())
    made.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.path.read_bytes()))
    assert made.subject.rfc4514_string() == "CN=press-07"

"""MQTT 5 between a device and a broker: envelopes go up, receipts come down; both may be lost.

Knows topics and paho's client, for devices; the intake's end is its own, what the payloads mean is others'.
Messages go at QoS 0: a broker's acknowledgement does not say that anything is on disk, and our receipt does.
"""

import contextlib
import socket
import ssl
from collections.abc import Callable
from typing import Any

from paho.mqtt.client import Client, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from modiste.garment import ModisteError
from modiste.supply.devices.certificates import Tls

UP, DOWN = "m1/{}/ev", "m1/{}/ack"
"""Topics by the device's id: what it says, what it is told."""
EXPIRY_SECONDS = 15 * 60
KEEPALIVE = 30
"""Seconds."""
Address = tuple[str, int]


def mqtt_client(
    name: str,
    broker: Address,
    tls: Tls | None,
    *,
    topic: str,
    on_payload: Callable[[str, bytes], None],
    told: Callable[[str], None] | None = None,
) -> Client:
    """A client that connects, subscribes to a topic, and does both again whenever the connection is lost.

    Raises:
        ModisteError: MOD-2540 for certificates that cannot be read. A broker that is not there is waited for.
    """
    client = Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=MQTTv5)
    if tls is not None:
        client.tls_set_context(client_context(broker, tls))
    client.reconnect_delay_set(min_delay=1, max_delay=5)

    def connected(_client: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if reason.is_failure:
            if told is not None:
                told(f"refused: {reason}")
            return
        client.subscribe(topic, qos=0)

    def subscribed(_client: Client, _data: Any, _number: int, reasons: Any, _more: Any) -> None:
        if told is not None:
            bad = [str(each) for each in reasons if each.is_failure]
            told(f"refused: {bad[0]}" if bad else "listening")

    def came(_client: Client, _data: Any, message: Any) -> None:
        on_payload(message.topic, message.payload)

    def gone(_client: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if told is not None:
            told(f"gone: {reason}")

    client.on_connect, client.on_subscribe, client.on_message, client.on_disconnect = (
        connected, subscribed, came, gone,
    )  # fmt: skip
    client.connect_async(*broker, keepalive=KEEPALIVE, clean_start=True)
    client.loop_start()
    return client


def leave(client: Client) -> None:
    """Disconnect a client for good; paho keeps a pair of sockets for its thread until it is made anew."""
    with contextlib.suppress(OSError, ValueError):
        client.disconnect()
    client.loop_stop()
    client.reinitialise()


def client_context(broker: Address, tls: Tls) -> ssl.SSLContext:
    """Whom a client of a broker believes and who it is.

    Raises:
        ModisteError: MOD-2540 for certificates that cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=str(tls.authority))
        context.load_cert_chain(tls.certificate, tls.key)
    except (OSError, ssl.SSLError) as error:
        raise unreachable(broker, error) from None
    return context


def unreachable(broker: Address, error: Exception) -> ModisteError:
    """A broker that cannot be reached, as an error."""
    return ModisteError("MOD-2540", where=f"{broker[0]}:{broker[1]}", reason=str(error).lower().rstrip("."))


def check_reachable(broker: Address, seconds: float = 5.0) -> None:
    """See whether something listens there.

    Raises:
        ModisteError: MOD-2540 where nothing does.
    """
    try:
        socket.create_connection(broker, seconds).close()
    except OSError as error:
        raise unreachable(broker, error) from None


class MqttLink:
    """A device's link to a broker.

    Args:
        device: The device's id; its client certificate has the same name.
        broker: Host and port.
        tls: Whom it believes and who it is; None for a broker on this machine without TLS.
    """

    def __init__(self, device: str, broker: Address, tls: Tls | None = None) -> None:
        self._device, self._topic = device, UP.format(device)
        self._told: Callable[[bytes], None] | None = None
        self._expiry = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call] # of paho
        self._expiry.MessageExpiryInterval = EXPIRY_SECONDS
        self._client = mqtt_client(
            device,
            broker,
            tls,
            topic=DOWN.format(device),
            on_payload=lambda _topic, payload: self._came(payload),
        )

    def send(self, sealed: bytes) -> None:
        """Hand one envelope to the broker; while the link is down it is dropped, and sent again later."""
        if self._client.is_connected():
            self._client.publish(self._topic, sealed, qos=0, properties=self._expiry)

    def on_receipt(self, told: Callable[[bytes], None]) -> None:
        """Call `told` with each sealed receipt."""
        self._told = told

    def close(self) -> None:
        """Disconnect."""
        leave(self._client)

    def _came(self, payload: bytes) -> None:
        if self._told is not None:
            self._told(payload)

"""The intake's end of MQTT: hears what every device says, hands it to the writer, sends receipts back.

Knows topics; what is believed is the writer's. The name in a topic is the broker's word, which its access
list and client certificates make good: a message of another device on it is set aside.
"""

import contextlib
import threading
from functools import partial

from modiste.supply.devices.certificates import Tls
from modiste.supply.devices.mqtt_link import DOWN, UP, Address, mqtt_client
from modiste.supply.intake.writer import Arrival, Writer

INTAKE = "modiste-intake"
"""The intake's name to a broker and in its certificate."""


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
    """

    def __init__(self, writer: Writer, broker: Address, tls: Tls | None = None) -> None:
        self._writer, self.broker = writer, broker
        self.state, self.received = "connecting", 0
        self._listening = threading.Event()
        self._tells: dict[str, partial[None]] = {}
        self._client = mqtt_client(
            INTAKE, broker, tls, topic=UP.format("+"), on_payload=self._came, told=self._changed
        )

    def wait(self, seconds: float) -> bool:
        """Whether it listens within so many seconds."""
        return self._listening.wait(seconds)

    def close(self) -> None:
        """Listen no more; what came before is still written."""
        with contextlib.suppress(OSError, ValueError):
            self._client.disconnect()
        self._client.loop_stop()

    def _came(self, topic: str, payload: bytes) -> None:
        self.received += 1
        tell = self._tells.get(topic)
        if tell is None:
            tell = self._tells[topic] = partial(self._tell, DOWN.format(topic.split("/")[1]))
        self._writer.put(Arrival(payload, topic[3:-3], tell))

    def _tell(self, topic: str, receipt: bytes) -> None:
        self._client.publish(topic, receipt, qos=0)

    def _changed(self, state: str) -> None:
        self.state = state
        if state == "listening":
            self._listening.set()
        else:
            self._listening.clear()

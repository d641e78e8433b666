"""Every garment's journey: devices, what they report, EPCIS events and what follows. The door is lazy.

Knows messages, their proof, their order, the industry's events and what readings mean; rows and faces are
others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.supply.devices.certificates import Authority as Authority
    from modiste.supply.devices.certificates import Tls as Tls
    from modiste.supply.devices.mqtt_link import MqttLink as MqttLink
    from modiste.supply.devices.mqtt_link import check_reachable as check_reachable
    from modiste.supply.devices.outbox import Outbox as Outbox
    from modiste.supply.devices.registry import OVERLAP_MS as OVERLAP_MS
    from modiste.supply.devices.registry import Credentials as Credentials
    from modiste.supply.devices.registry import DeviceKey as DeviceKey
    from modiste.supply.devices.registry import checked_place as checked_place
    from modiste.supply.devices.registry import issue as issue
    from modiste.supply.devices.sender import DeviceClient as DeviceClient
    from modiste.supply.intake.broker import Broker as Broker
    from modiste.supply.intake.llrp import read_reader as read_reader
    from modiste.supply.intake.mosquitto import mosquitto_folder as mosquitto_folder
    from modiste.supply.intake.mqtt import INTAKE as INTAKE
    from modiste.supply.intake.mqtt import MqttIntake as MqttIntake
    from modiste.supply.intake.smoothing import Smoothing as Smoothing
    from modiste.supply.intake.writer import Arrival as Arrival
    from modiste.supply.intake.writer import Counts as Counts
    from modiste.supply.intake.writer import Judged as Judged
    from modiste.supply.intake.writer import Taken as Taken
    from modiste.supply.intake.writer import Writer as Writer
    from modiste.supply.messages import Message as Message
    from modiste.supply.messages import Sensed as Sensed
    from modiste.supply.messages import TagRead as TagRead
    from modiste.supply.messages import read_message as read_message
    from modiste.supply.messages import restamped as restamped
    from modiste.supply.messages import written_message as written_message
    from modiste.supply.protocols import Book as Book
    from modiste.supply.protocols import Link as Link
    from modiste.supply.protocols import Receipt as Receipt

_HOMES = {
    "INTAKE": "intake.mqtt",
    "OVERLAP_MS": "devices.registry",
    "Arrival": "intake.writer",
    "Authority": "devices.certificates",
    "Book": "protocols",
    "Broker": "intake.broker",
    "Counts": "intake.writer",
    "Credentials": "devices.registry",
    "DeviceClient": "devices.sender",
    "DeviceKey": "devices.registry",
    "Judged": "intake.writer",
    "Link": "protocols",
    "Message": "messages",
    "MqttIntake": "intake.mqtt",
    "MqttLink": "devices.mqtt_link",
    "Outbox": "devices.outbox",
    "Receipt": "protocols",
    "Sensed": "messages",
    "Smoothing": "intake.smoothing",
    "TagRead": "messages",
    "Taken": "intake.writer",
    "Tls": "devices.certificates",
    "Writer": "intake.writer",
    "check_reachable": "devices.mqtt_link",
    "checked_place": "devices.registry",
    "issue": "devices.registry",
    "mosquitto_folder": "intake.mosquitto",
    "read_message": "messages",
    "read_reader": "intake.llrp",
    "restamped": "messages",
    "written_message": "messages",
}
_NEEDED = ("cryptography", "jsonschema_rs", "paho", "segno")
__all__ = [
    "INTAKE",
    "OVERLAP_MS",
    "Arrival",
    "Authority",
    "Book",
    "Broker",
    "Counts",
    "Credentials",
    "DeviceClient",
    "DeviceKey",
    "Judged",
    "Link",
    "Message",
    "MqttIntake",
    "MqttLink",
    "Outbox",
    "Receipt",
    "Sensed",
    "Smoothing",
    "TagRead",
    "Taken",
    "Tls",
    "Writer",
    "check_reachable",
    "checked_place",
    "issue",
    "mosquitto_folder",
    "read_message",
    "read_reader",
    "restamped",
    "written_message",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.supply' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.supply.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _NEEDED:
            raise
        needed = {"what": "The supply chain", "package": error.name, "extra": "supply"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__

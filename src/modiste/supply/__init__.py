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
    from modiste.supply.epcis.documents import Document as Document
    from modiste.supply.epcis.documents import document_of as document_of
    from modiste.supply.epcis.documents import event_document as event_document
    from modiste.supply.epcis.documents import query_document as query_document
    from modiste.supply.epcis.documents import read_document as read_document
    from modiste.supply.epcis.documents import read_json as read_json
    from modiste.supply.epcis.documents import shape_flaws as shape_flaws
    from modiste.supply.epcis.hashing import event_hash as event_hash
    from modiste.supply.epcis.queries import Query as Query
    from modiste.supply.epcis.queries import read_query as read_query
    from modiste.supply.epcis.rules import UNKNOWN_ITEM as UNKNOWN_ITEM
    from modiste.supply.epcis.rules import ItemState as ItemState
    from modiste.supply.epcis.rules import Where as Where
    from modiste.supply.epcis.rules import applied as applied
    from modiste.supply.epcis.rules import geo_place as geo_place
    from modiste.supply.epcis.rules import replayed as replayed
    from modiste.supply.epcis.subscriptions import read_subscription as read_subscription
    from modiste.supply.epcis.subscriptions import signature as signature
    from modiste.supply.epcis.things import ROLES as ROLES
    from modiste.supply.epcis.things import classes_of as classes_of
    from modiste.supply.epcis.things import items_of as items_of
    from modiste.supply.epcis.things import millis as millis
    from modiste.supply.epcis.things import place_of as place_of
    from modiste.supply.epcis.vocabulary import bare_word as bare_word
    from modiste.supply.fleet.faults import PlantedFault as PlantedFault
    from modiste.supply.fleet.fleet import Fleet as Fleet
    from modiste.supply.fleet.fleet import FleetDevice as FleetDevice
    from modiste.supply.fleet.fleet import planted_faults as planted_faults
    from modiste.supply.fleet.orders import Goods as Goods
    from modiste.supply.fleet.sites import SITES as SITES
    from modiste.supply.fleet.sites import Site as Site
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
    from modiste.supply.labels import label_png as label_png
    from modiste.supply.labels import label_svg as label_svg
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
    "Arrival": "intake.writer",
    "Authority": "devices.certificates",
    "Book": "protocols",
    "Broker": "intake.broker",
    "Counts": "intake.writer",
    "Credentials": "devices.registry",
    "DeviceClient": "devices.sender",
    "DeviceKey": "devices.registry",
    "Document": "epcis.documents",
    "Fleet": "fleet.fleet",
    "FleetDevice": "fleet.fleet",
    "Goods": "fleet.orders",
    "INTAKE": "intake.mqtt",
    "ItemState": "epcis.rules",
    "Judged": "intake.writer",
    "Link": "protocols",
    "Message": "messages",
    "MqttIntake": "intake.mqtt",
    "MqttLink": "devices.mqtt_link",
    "OVERLAP_MS": "devices.registry",
    "Outbox": "devices.outbox",
    "PlantedFault": "fleet.faults",
    "Query": "epcis.queries",
    "ROLES": "epcis.things",
    "Receipt": "protocols",
    "SITES": "fleet.sites",
    "Sensed": "messages",
    "Site": "fleet.sites",
    "Smoothing": "intake.smoothing",
    "TagRead": "messages",
    "Taken": "intake.writer",
    "Tls": "devices.certificates",
    "UNKNOWN_ITEM": "epcis.rules",
    "Where": "epcis.rules",
    "Writer": "intake.writer",
    "applied": "epcis.rules",
    "bare_word": "epcis.vocabulary",
    "check_reachable": "devices.mqtt_link",
    "checked_place": "devices.registry",
    "classes_of": "epcis.things",
    "document_of": "epcis.documents",
    "event_document": "epcis.documents",
    "event_hash": "epcis.hashing",
    "geo_place": "epcis.rules",
    "issue": "devices.registry",
    "items_of": "epcis.things",
    "label_png": "labels",
    "label_svg": "labels",
    "millis": "epcis.things",
    "mosquitto_folder": "intake.mosquitto",
    "place_of": "epcis.things",
    "planted_faults": "fleet.fleet",
    "query_document": "epcis.documents",
    "read_document": "epcis.documents",
    "read_json": "epcis.documents",
    "read_message": "messages",
    "read_query": "epcis.queries",
    "read_reader": "intake.llrp",
    "read_subscription": "epcis.subscriptions",
    "replayed": "epcis.rules",
    "restamped": "messages",
    "shape_flaws": "epcis.documents",
    "signature": "epcis.subscriptions",
    "written_message": "messages",
}
_NEEDED = ("cryptography", "jsonschema_rs", "paho", "segno")
__all__ = [
    "INTAKE",
    "OVERLAP_MS",
    "ROLES",
    "SITES",
    "UNKNOWN_ITEM",
    "Arrival",
    "Authority",
    "Book",
    "Broker",
    "Counts",
    "Credentials",
    "DeviceClient",
    "DeviceKey",
    "Document",
    "Fleet",
    "FleetDevice",
    "Goods",
    "ItemState",
    "Judged",
    "Link",
    "Message",
    "MqttIntake",
    "MqttLink",
    "Outbox",
    "PlantedFault",
    "Query",
    "Receipt",
    "Sensed",
    "Site",
    "Smoothing",
    "TagRead",
    "Taken",
    "Tls",
    "Where",
    "Writer",
    "applied",
    "bare_word",
    "check_reachable",
    "checked_place",
    "classes_of",
    "document_of",
    "event_document",
    "event_hash",
    "geo_place",
    "issue",
    "items_of",
    "label_png",
    "label_svg",
    "millis",
    "mosquitto_folder",
    "place_of",
    "planted_faults",
    "query_document",
    "read_document",
    "read_json",
    "read_message",
    "read_query",
    "read_reader",
    "read_subscription",
    "replayed",
    "restamped",
    "shape_flaws",
    "signature",
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

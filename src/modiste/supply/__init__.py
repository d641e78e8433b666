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
    from modiste.supply.devices.settings import SETTING as SETTING
    from modiste.supply.devices.settings import Settable as Settable
    from modiste.supply.epcis.balances import Balances as Balances
    from modiste.supply.epcis.balances import transformation_of as transformation_of
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
    from modiste.supply.epcis.receivers import check_receiver as check_receiver
    from modiste.supply.epcis.receivers import post as post
    from modiste.supply.epcis.rules import UNKNOWN_ITEM as UNKNOWN_ITEM
    from modiste.supply.epcis.rules import ItemState as ItemState
    from modiste.supply.epcis.rules import Where as Where
    from modiste.supply.epcis.rules import applied as applied
    from modiste.supply.epcis.rules import geo_place as geo_place
    from modiste.supply.epcis.rules import replayed as replayed
    from modiste.supply.epcis.subscriptions import Subscription as Subscription
    from modiste.supply.epcis.subscriptions import read_subscription as read_subscription
    from modiste.supply.epcis.subscriptions import signature as signature
    from modiste.supply.epcis.things import ROLES as ROLES
    from modiste.supply.epcis.things import Gist as Gist
    from modiste.supply.epcis.things import classes_of as classes_of
    from modiste.supply.epcis.things import gist_of as gist_of
    from modiste.supply.epcis.things import items_of as items_of
    from modiste.supply.epcis.things import kilos_of as kilos_of
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
    from modiste.supply.insight.alarms import LIMITS as LIMITS
    from modiste.supply.insight.alarms import Alarm as Alarm
    from modiste.supply.insight.alarms import AlarmKind as AlarmKind
    from modiste.supply.insight.alarms import alarm_words as alarm_words
    from modiste.supply.insight.alarms import beyond as beyond
    from modiste.supply.insight.alarms import grown as grown
    from modiste.supply.insight.alarms import raised as raised
    from modiste.supply.insight.arrivals import LeadTime as LeadTime
    from modiste.supply.insight.arrivals import lead_time as lead_time
    from modiste.supply.insight.arrivals import remaining as remaining
    from modiste.supply.insight.control import REPORTS as REPORTS
    from modiste.supply.insight.control import TOLERANCES as TOLERANCES
    from modiste.supply.insight.control import BetterSetting as BetterSetting
    from modiste.supply.insight.control import cooler as cooler
    from modiste.supply.insight.control import seldomer as seldomer
    from modiste.supply.insight.curves import thinned_way as thinned_way
    from modiste.supply.insight.footprint import UNKNOWN_POWER as UNKNOWN_POWER
    from modiste.supply.insight.footprint import Factor as Factor
    from modiste.supply.insight.footprint import OnMachine as OnMachine
    from modiste.supply.insight.footprint import footprints as footprints
    from modiste.supply.insight.health import Health as Health
    from modiste.supply.insight.health import health_words as health_words
    from modiste.supply.insight.health import machine_health as machine_health
    from modiste.supply.insight.normal import Normal as Normal
    from modiste.supply.insight.readings import readings_in as readings_in
    from modiste.supply.insight.watch import Finding as Finding
    from modiste.supply.insight.watch import Thresholds as Thresholds
    from modiste.supply.insight.watch import Watch as Watch
    from modiste.supply.insight.ways import Way as Way
    from modiste.supply.insight.ways import site_of as site_of
    from modiste.supply.insight.ways import ways as ways
    from modiste.supply.intake.broker import Broker as Broker
    from modiste.supply.intake.llrp import read_reader as read_reader
    from modiste.supply.intake.mosquitto import mosquitto_folder as mosquitto_folder
    from modiste.supply.intake.mqtt import INTAKE as INTAKE
    from modiste.supply.intake.mqtt import MqttIntake as MqttIntake
    from modiste.supply.intake.smoothing import Smoothing as Smoothing
    from modiste.supply.intake.smoothing import rides_in as rides_in
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
    from modiste.supply.protocols import SettingOrder as SettingOrder

_HOMES = {
    "Alarm": "insight.alarms",
    "AlarmKind": "insight.alarms",
    "Arrival": "intake.writer",
    "Authority": "devices.certificates",
    "Balances": "epcis.balances",
    "BetterSetting": "insight.control",
    "Book": "protocols",
    "Broker": "intake.broker",
    "Counts": "intake.writer",
    "Credentials": "devices.registry",
    "DeviceClient": "devices.sender",
    "DeviceKey": "devices.registry",
    "Document": "epcis.documents",
    "Factor": "insight.footprint",
    "Finding": "insight.watch",
    "Fleet": "fleet.fleet",
    "FleetDevice": "fleet.fleet",
    "Gist": "epcis.things",
    "Goods": "fleet.orders",
    "Health": "insight.health",
    "INTAKE": "intake.mqtt",
    "ItemState": "epcis.rules",
    "Judged": "intake.writer",
    "LIMITS": "insight.alarms",
    "LeadTime": "insight.arrivals",
    "Link": "protocols",
    "Message": "messages",
    "MqttIntake": "intake.mqtt",
    "MqttLink": "devices.mqtt_link",
    "Normal": "insight.normal",
    "OVERLAP_MS": "devices.registry",
    "OnMachine": "insight.footprint",
    "Outbox": "devices.outbox",
    "PlantedFault": "fleet.faults",
    "Query": "epcis.queries",
    "REPORTS": "insight.control",
    "ROLES": "epcis.things",
    "Receipt": "protocols",
    "SETTING": "devices.settings",
    "SITES": "fleet.sites",
    "Sensed": "messages",
    "Settable": "devices.settings",
    "SettingOrder": "protocols",
    "Site": "fleet.sites",
    "Smoothing": "intake.smoothing",
    "Subscription": "epcis.subscriptions",
    "TOLERANCES": "insight.control",
    "TagRead": "messages",
    "Taken": "intake.writer",
    "Thresholds": "insight.watch",
    "Tls": "devices.certificates",
    "UNKNOWN_ITEM": "epcis.rules",
    "UNKNOWN_POWER": "insight.footprint",
    "Watch": "insight.watch",
    "Way": "insight.ways",
    "Where": "epcis.rules",
    "Writer": "intake.writer",
    "alarm_words": "insight.alarms",
    "applied": "epcis.rules",
    "bare_word": "epcis.vocabulary",
    "beyond": "insight.alarms",
    "check_reachable": "devices.mqtt_link",
    "check_receiver": "epcis.receivers",
    "checked_place": "devices.registry",
    "classes_of": "epcis.things",
    "cooler": "insight.control",
    "document_of": "epcis.documents",
    "event_document": "epcis.documents",
    "event_hash": "epcis.hashing",
    "footprints": "insight.footprint",
    "geo_place": "epcis.rules",
    "gist_of": "epcis.things",
    "grown": "insight.alarms",
    "health_words": "insight.health",
    "issue": "devices.registry",
    "items_of": "epcis.things",
    "kilos_of": "epcis.things",
    "label_png": "labels",
    "label_svg": "labels",
    "lead_time": "insight.arrivals",
    "machine_health": "insight.health",
    "millis": "epcis.things",
    "mosquitto_folder": "intake.mosquitto",
    "place_of": "epcis.things",
    "planted_faults": "fleet.fleet",
    "post": "epcis.receivers",
    "query_document": "epcis.documents",
    "raised": "insight.alarms",
    "read_document": "epcis.documents",
    "read_json": "epcis.documents",
    "read_message": "messages",
    "read_query": "epcis.queries",
    "read_reader": "intake.llrp",
    "read_subscription": "epcis.subscriptions",
    "readings_in": "insight.readings",
    "remaining": "insight.arrivals",
    "replayed": "epcis.rules",
    "restamped": "messages",
    "rides_in": "intake.smoothing",
    "seldomer": "insight.control",
    "shape_flaws": "epcis.documents",
    "signature": "epcis.subscriptions",
    "site_of": "insight.ways",
    "thinned_way": "insight.curves",
    "transformation_of": "epcis.balances",
    "ways": "insight.ways",
    "written_message": "messages",
}
_NEEDED = ("cryptography", "jsonschema_rs", "paho", "scipy", "segno")
__all__ = [
    "INTAKE",
    "LIMITS",
    "OVERLAP_MS",
    "REPORTS",
    "ROLES",
    "SETTING",
    "SITES",
    "TOLERANCES",
    "UNKNOWN_ITEM",
    "UNKNOWN_POWER",
    "Alarm",
    "AlarmKind",
    "Arrival",
    "Authority",
    "Balances",
    "BetterSetting",
    "Book",
    "Broker",
    "Counts",
    "Credentials",
    "DeviceClient",
    "DeviceKey",
    "Document",
    "Factor",
    "Finding",
    "Fleet",
    "FleetDevice",
    "Gist",
    "Goods",
    "Health",
    "ItemState",
    "Judged",
    "LeadTime",
    "Link",
    "Message",
    "MqttIntake",
    "MqttLink",
    "Normal",
    "OnMachine",
    "Outbox",
    "PlantedFault",
    "Query",
    "Receipt",
    "Sensed",
    "Settable",
    "SettingOrder",
    "Site",
    "Smoothing",
    "Subscription",
    "TagRead",
    "Taken",
    "Thresholds",
    "Tls",
    "Watch",
    "Way",
    "Where",
    "Writer",
    "alarm_words",
    "applied",
    "bare_word",
    "beyond",
    "check_reachable",
    "check_receiver",
    "checked_place",
    "classes_of",
    "cooler",
    "document_of",
    "event_document",
    "event_hash",
    "footprints",
    "geo_place",
    "gist_of",
    "grown",
    "health_words",
    "issue",
    "items_of",
    "kilos_of",
    "label_png",
    "label_svg",
    "lead_time",
    "machine_health",
    "millis",
    "mosquitto_folder",
    "place_of",
    "planted_faults",
    "post",
    "query_document",
    "raised",
    "read_document",
    "read_json",
    "read_message",
    "read_query",
    "read_reader",
    "read_subscription",
    "readings_in",
    "remaining",
    "replayed",
    "restamped",
    "rides_in",
    "seldomer",
    "shape_flaws",
    "signature",
    "site_of",
    "thinned_way",
    "transformation_of",
    "ways",
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

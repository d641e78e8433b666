"""Every garment's journey: devices, what they report, EPCIS events and what follows. The door is lazy.

Knows messages, their proof, their order, the industry's events and what readings mean; rows and faces are
others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.supply.messages import Message as Message
    from modiste.supply.messages import Sensed as Sensed
    from modiste.supply.messages import TagRead as TagRead
    from modiste.supply.messages import read_message as read_message
    from modiste.supply.messages import written_message as written_message
    from modiste.supply.protocols import Book as Book
    from modiste.supply.protocols import Link as Link
    from modiste.supply.protocols import Receipt as Receipt

_HOMES = {
    "Book": "protocols",
    "Link": "protocols",
    "Message": "messages",
    "Receipt": "protocols",
    "Sensed": "messages",
    "TagRead": "messages",
    "read_message": "messages",
    "written_message": "messages",
}
_NEEDED = ("cryptography", "jsonschema_rs", "paho", "segno")
__all__ = [
    "Book",
    "Link",
    "Message",
    "Receipt",
    "Sensed",
    "TagRead",
    "read_message",
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

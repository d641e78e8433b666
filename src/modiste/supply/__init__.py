"""Every garment's journey: devices, what they report, EPCIS events and what follows. The door is lazy.

Knows messages, their proof, their order, the industry's events and what readings mean; rows and faces are
others'.
"""

from modiste.doors import opened_with

_NEEDED = ("cryptography", "jsonschema_rs", "paho", "scipy", "segno")
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "The supply chain", "supply", _NEEDED)

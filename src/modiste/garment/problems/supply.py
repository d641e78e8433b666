"""What can go wrong in the supply chain, 25xx.

To 2529 ids and EPCIS, to 2559 devices and intake, to 2579 the fleet, alarms and control, to 2599 its faces.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2530": Problem(
        "No message of a device",
        "What was sent is no message of a device: {reason}.",
        "docs/devices.md shows the layout; the device library writes it.",
    ),
    "MOD-2531": Problem(
        "Not sealed as we know it",
        "What was sent is no sealed envelope of this version: {reason}.",
        "docs/devices.md shows the envelope; the device library seals as it must be.",
    ),
    "MOD-2532": Problem(
        "An unknown key",
        "No device here has the key {key}.",
        "Register the device: modiste devices register.",
        status=403,
    ),
    "MOD-2533": Problem(
        "The proof does not hold",
        "What was sent is not from the owner of the key {key}, or was changed on its way.",
        "Look who sends in its name; revoke the key if it may be known to others: modiste devices revoke.",
        status=403,
    ),
    "MOD-2534": Problem(
        "A key that does not count",
        "The key {key} proves nothing now: {reason}.",
        "Give the device its newest key: modiste devices rotate.",
        status=403,
    ),
    "MOD-2535": Problem(
        "In another's name",
        "A message of {device} was sent with the key of {owner}.",
        "Each device has a key of its own; look who has this one, and revoke it.",
        status=403,
    ),
    "MOD-2536": Problem(
        "A clock that is off",
        "The clock of {device} is off by {seconds} s.",
        "Set the device's clock. The message is kept as it came and no event was made of it.",
    ),
    "MOD-2537": Problem(
        "Two histories of a device",
        "What {device} says contradicts what it said before: {reason}.",
        "A second device has its key, or its memory was put back: revoke the key, or begin its outbox behind "
        "what modiste devices list shows.",
        status=409,
    ),
    "MOD-2538": Problem(
        "A device cannot be registered so",
        "This is no device: {reason}.",
        "Give an id, a kind and a place as in docs/devices.md.",
    ),
    "MOD-2539": Problem(
        "The outbox cannot be written",
        "The device's outbox does not take it: {reason}.",
        "Make room on the device; what is in the outbox stays there.",
        status=507,
    ),
    "MOD-2540": Problem(
        "The broker cannot be reached",
        "The MQTT broker at {where} does not answer: {reason}.",
        "Start it, or name another with --broker; devices keep what they have until it is there.",
        status=503,
    ),
    "MOD-2541": Problem(
        "No MQTT that we speak",
        "An MQTT packet was refused: {reason}.",
        "The broker of the demonstration speaks MQTT 5 with QoS 0 and 1; use mosquitto for more.",
    ),
    "MOD-2542": Problem(
        "The intake is full",
        "The intake takes nothing more now.",
        "Send it again later: nothing was receipted, and nothing is lost.",
        status=503,
    ),
}

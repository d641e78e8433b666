"""What can go wrong in the supply chain, 25xx.

To 2529 ids and EPCIS, to 2559 devices and intake, to 2579 the fleet, alarms and control, to 2599 its faces.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2530": Problem(
        "No message of a device",
        "What was sent is no message of a device: {reason}.",
        "docs/supply.md shows the layout; the device library writes it.",
    ),
}

"""The readings in a device's supply event, as the device said them.

Knows the way back from sensor elements; the way there is `intake.smoothing`'s.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from modiste.supply.epcis.things import millis

_NAME = "urn:modiste:device:"
_COMPONENTS = {"latitude": "Latitude", "longitude": "Longitude"}


def readings_in(event: Mapping[str, Any]) -> Iterator[tuple[int, str, str, float, str]]:
    """Moment (milliseconds since 1970), device, quantity, value and unit of each that a device said."""
    for element in event.get("sensorElementList", ()):
        about = element.get("sensorMetadata", {})
        device = str(about.get("deviceID", ""))
        if not device.startswith(_NAME):
            continue
        at = millis(about.get("time", event["eventTime"]))
        for report in element["sensorReport"]:
            name = _COMPONENTS.get(report.get("component", ""), report.get("type", ""))
            if name and "value" in report:
                yield at, device.removeprefix(_NAME), name, float(report["value"]), report.get("uom", "")

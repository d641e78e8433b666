"""A circuit that is quickly laid: one zone on the back of a T-shirt, a battery on its front."""

from typing import Any

LEADS = {"yarn": "lead", "strands": 2}
CIRCUIT: dict[str, Any] = {
    "name": "small",
    "contact_ohm": 0.1,
    "seam_ohm": 0.2,
    "yarns": {"lead": {"ohm_per_m": 5}, "heating": {"ohm_per_m": [90, 100, 110], "take_up": 1.2}},
    "pads": [
        {"name": "plus", "panel": "front", "at": [21, -12]},
        {"name": "minus", "panel": "front", "at": [21, -18]},
    ],
    "zones": [
        {
            "name": "zone",
            "panel": "back",
            "box": [-15, -10, 10, 6],
            "rows": 4,
            "yarn": "heating",
            "strands": 10,
        }
    ],
    "traces": [
        {"start": "plus", "end": "zone.out", **LEADS},
        {"start": "minus", "end": "zone.in", **LEADS},
    ],
    "supplies": [{"plus": "plus", "minus": "minus", "volt": 5, "inner_ohm": 0}],
    "battery": {"watt_hours": 10, "converter": 0.8, "idle_w": 0, "cell_c": 25},
    "heat": {"minutes": 30, "air_c": 5, "inner_rct": 0.01, "outer_rct": 0.25},
}

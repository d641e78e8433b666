"""What the supply room's intake heard of a worn device, as a set of recordings.

Knows where both rooms meet: readings out of supply events, columns into a file of a set.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet

from modiste.garment import Reading
from modiste.supply import readings_in
from modiste.wearables import columns_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_PAGE = 500
LAYOUT = """files = '(?P<subject>[^.]+)\\.parquet'
source = "readings of a device of this shop"
[columns]
time = "time"
acceleration = ["ax", "ay", "az"]
"""
TURNING = 'turning = ["gx", "gy", "gz"]\n'


def files_of_device(shop: "Shop", device: str, quantities: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a set: a layout, and one recording of all that a device has said of these quantities.

    Raises:
        ModisteError: MOD-2903 where it has said nothing of them, MOD-2905 for a unit that is not of them.
    """
    columns = columns_of(_readings(shop, device), quantities)
    buffer = io.BytesIO()
    pa.parquet.write_table(pa.table(columns), buffer)
    layout = LAYOUT + (TURNING if "gx" in columns else "")
    return {"wearables.toml": layout.encode(), f"{device}.parquet": buffer.getvalue()}


def _readings(shop: "Shop", wanted: str) -> Iterator[Reading]:
    events, mark = shop.store.supply_events, 0
    while True:
        with events.database.reading() as connection:
            page = events.after(connection, mark, _PAGE)
        if not page:
            return
        for kept in page:
            for at, device, quantity, value, unit in readings_in(kept.event):
                if device == wanted:
                    moment = datetime.fromtimestamp(at / 1000, UTC)
                    yield Reading(
                        id=f"event-{kept.number}",
                        device_id=device,
                        at=moment,
                        quantity=quantity,
                        value=value,
                        unit=unit,
                    )
        mark = page[-1].number

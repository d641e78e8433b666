"""A whole table of records as Arrow: some of its columns, for those who count and do not look at single rows.

Knows how values lie in the databases; what is counted is others'.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import JSON, Boolean, Connection, select

from modiste.garment import Entity, ModisteError
from modiste.store.columns import MONEY_SCALE, ExactMoney, UtcMoment
from modiste.store.tables import TABLES

MOMENT = pa.timestamp("us", "UTC")


def arrow_in(connection: Connection, kind: type[Entity], columns: Sequence[str]) -> pa.Table:
    """Columns of every record, in no order; money as doubles, moments in UTC.

    Raises:
        ModisteError: MOD-1104 for a column that the record does not have or that holds more than one value.
    """
    table = TABLES[kind]
    known = [name for name, column in table.c.items() if not isinstance(column.type, JSON)]
    for name in columns:
        if name not in known:
            raise ModisteError("MOD-1104", kind=kind.__name__, field=name[:80], known=", ".join(known))
    if connection.dialect.name == "sqlite":
        # The driver's own values: a whole table through SQLAlchemy's takes several times as long.
        sql = f"SELECT {', '.join(columns)} FROM {table.name}"  # noqa: S608 - names are ours
        rows = connection.exec_driver_sql(sql).cursor.fetchall()
    else:
        rows = connection.execute(select(*(table.c[name] for name in columns))).fetchall()
    values = [list(each) for each in zip(*rows, strict=True)] or [[] for _ in columns]
    arrays = [_array(table.c[name].type, each) for name, each in zip(columns, values, strict=True)]
    return pa.table(dict(zip(columns, arrays, strict=True)))


def _array(kind: Any, values: list[Any]) -> pa.Array:
    if isinstance(kind, UtcMoment):
        is_text = any(isinstance(each, str) for each in values)
        return pa.array(values, pa.string()).cast(MOMENT) if is_text else pa.array(values, MOMENT)
    if isinstance(kind, ExactMoney):
        scaled = (each * MONEY_SCALE if isinstance(each, int) else each for each in values)
        return pa.array([None if each is None else float(each) for each in scaled], pa.float64())
    if isinstance(kind, Boolean):
        return pa.array([None if each is None else bool(each) for each in values], pa.bool_())
    kinds = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    return pa.array(values, kinds[kind.python_type])

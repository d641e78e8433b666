"""What was sold, came back and moved, from the tables that shop and warehouse systems export.

Knows columns and bookings; what may be kept of customers is the workspace's to decide.
"""

from modiste.collect.trade.orders import ORDERS, Orders
from modiste.collect.trade.stock import STOCK, StockMovements

__all__ = ["ORDERS", "STOCK", "Orders", "StockMovements"]

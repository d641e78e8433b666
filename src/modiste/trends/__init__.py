"""Demand, trends and stock: what will sell, how much to make, where to put it. The door is lazy.

Knows series, forecasts, what sales tell and what follows for stock; rows and faces are others'.
"""

from modiste.doors import opened_with

_NEEDED = ("lightgbm", "numba", "scipy")
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "Forecasting", "trends", _NEEDED)

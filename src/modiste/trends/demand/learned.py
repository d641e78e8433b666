"""The forecasters that learn from all series of a panel at once, by the name a table of results says.

Knows names and builders; what each learns is its own file's. They take each panel's own season.
"""

from collections.abc import Callable, Mapping

from modiste.trends.demand.blend import seasonal_blend
from modiste.trends.demand.boosted import Boosted
from modiste.trends.demand.profiles import Profiles
from modiste.trends.demand.recurrent import Recurrent
from modiste.trends.protocols import Forecaster

LEARNED: Mapping[str, Callable[[int | None], Forecaster]] = {
    "blend": lambda _season: seasonal_blend(),
    "boosted": lambda _season: Boosted(),
    "profiles": lambda _season: Profiles(),
    "recurrent": lambda _season: Recurrent(),
}
"""`build(season)`, as the table of forecasters wants it."""

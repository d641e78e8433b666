"""One shop, opened: its garments, models and jobs behind one handle.

Knows how rooms work together on one shop; the rooms themselves know nothing of it, and faces only show it.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)

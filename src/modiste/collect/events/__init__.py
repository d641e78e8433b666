"""Behaviour events from every tracker: Google Analytics 4, Segment, Snowplow, and tables of one's own.

Knows how each is told from the others and read; what may be kept of it is the workspace's to decide.
"""

from modiste.collect.events.ga4 import GA4
from modiste.collect.events.record import Event, EventItem
from modiste.collect.events.segment import SEGMENT
from modiste.collect.events.snowplow import SNOWPLOW
from modiste.collect.events.table import EVENT_TABLE
from modiste.collect.events.web import web_event

__all__ = ["EVENT_TABLE", "GA4", "SEGMENT", "SNOWPLOW", "Event", "EventItem", "web_event"]

"""What a shop no longer needs goes: halves of killed writers, forgotten uploads, who was shown what long ago.

Knows what may go and when; the worker asks, as it starts and every hour that it has nothing else to do.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from modiste.store import Job
from modiste.workspace import flows
from modiste.workspace.heat_pictures import sweep_heat
from modiste.workspace.people import SHOWN

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

UPLOAD_AGE = timedelta(days=1)
"""An upload that nobody has begun to import by then is forgotten; one that was imported has done its work."""
RESUMABLE = timedelta(days=30)
"""So long an import that failed or was cancelled keeps its upload, for it may be resumed."""
EVERY_SECONDS = 3600.0
_PAGE = 200


def sweep(shop: "Shop", now: datetime | None = None) -> None:
    """Clear away what is not needed, and say so in the log.

    Args:
        shop: whose.
        now: the moment, by default this one.
    """
    now = now or datetime.now(UTC)
    for table in shop.store.events.tables():
        orphans = shop.store.events.sweep(table)
        if orphans:
            shop.log.info("event log swept", table=table, files=orphans)
    uploads = shop.uploads.sweep(now - UPLOAD_AGE, _wanted(shop, now))
    if uploads:
        shop.log.info("uploads swept", uploads=uploads)
    packages = flows.sweep_ar(shop.root)
    if packages:
        shop.log.info("packages for augmented reality swept", packages=packages)
    sweep_envelopes(shop, now)
    sweep_impressions(shop, now)
    heat = sweep_heat(shop.store)
    if heat:
        shop.log.info("heat pictures swept", explanations=heat)


def sweep_envelopes(shop: "Shop", now: datetime | None = None) -> None:
    """Let go of what devices sealed, once it is as old as the shop's settings say."""
    before = (now or datetime.now(UTC)) - timedelta(days=shop.settings.envelope_days)
    envelopes = shop.store.devices.forget(int(before.timestamp() * 1000))
    if envelopes:
        shop.log.info("device envelopes swept", envelopes=envelopes)


def sweep_impressions(shop: "Shop", now: datetime | None = None) -> None:
    """Let go of who was shown what and why, once a day, as old as the shop's settings say; counts stay."""
    today = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    before = today - timedelta(days=shop.settings.impression_days)
    kept = shop.store.events.tables()
    for table in SHOWN:
        rows = shop.store.events.forget(table, before, SHOWN[table]) if table in kept else 0
        if rows:
            shop.log.info("impressions forgotten", table=table, rows=rows)


def _wanted(shop: "Shop", now: datetime) -> frozenset[str]:
    """The uploads that an import waits for, reads, or may yet be resumed with."""
    wanted: set[str] = set()
    after: str | None = None
    while page := shop.store.jobs.page(after=after, limit=_PAGE, kind="import"):
        after = page[-1].id
        wanted.update(Path(str(job.params.get("source", ""))).parent.name for job in page if _holds(job, now))
    return frozenset(wanted)


def _holds(job: Job, now: datetime) -> bool:
    if job.state in ("failed", "cancelled"):
        return (job.ended_at or job.created_at) > now - RESUMABLE
    return job.state != "done"

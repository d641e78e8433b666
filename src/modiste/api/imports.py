"""Imports over HTTP: a file is uploaded, looked at, tried dry, and imported as a job; refused rows come back.

Knows the studio's drop zone; formats are collect's, the work is the flow's of the same name.
"""

from datetime import datetime
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, File, Path, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.jobs import JobShown
from modiste.api.paging import Limit, Page
from modiste.api.photos import file_name
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.collect import FIELDS, ColumnMapping, guess, open_source, table_header
from modiste.workspace import Shop, flows

UploadId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="As the upload's answer gave it.")]
HeldId = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of the refused row.")]
Columns = Annotated[dict[str, str], Field(max_length=40)]
UPLOAD_BYTES = 64_000_000
PREVIEW_ROWS = 2000
_REFUSED = ("MOD-2203", "MOD-2204", "MOD-2209", "MOD-2210")
_UNREADABLE = ("MOD-1233", "MOD-1234", "MOD-1235", "MOD-1236", "MOD-1238", "MOD-1244", "MOD-1245", "MOD-2012")


class KindShown(BaseModel):
    """One format that a file may be, and how surely, 0 to 1."""

    model_config = ConfigDict(title="ImportKind", from_attributes=True)

    kind: str
    title: str
    sureness: float


class UploadShown(BaseModel):
    """A file that lies ready: what it may be, its columns if it is a table, and what they seem to say."""

    model_config = ConfigDict(title="Upload")

    id: str
    name: str
    kinds: list[KindShown]
    header: list[str]
    columns: dict[str, str] = Field(description="Field to column, guessed from the header's words.")
    fields: list[str] = Field(description="Every field that a column can be mapped to.")


class ImportWanted(BaseModel):
    """How a file is to be read: by a named format, or by which column says what; else it is recognised."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field("", max_length=120)
    columns: Columns = {}
    currency: str = Field("", pattern=r"^([A-Z]{3})?$")
    save_as: str = Field("", max_length=120, description="Keep the mapping for files with the same columns.")


class GoodRowShown(BaseModel):
    """A row that would come in: the records it makes, each with its `type`, and the pictures it names."""

    model_config = ConfigDict(title="GoodRow")

    place: str
    records: list[dict[str, Any]]
    pictures: list[str]


class RefusedRowShown(BaseModel):
    """A row that would go to quarantine."""

    model_config = ConfigDict(title="RefusedRow")

    place: str
    code: str
    reason: str
    excerpt: str


class DryRunShown(BaseModel):
    """What an import would do; `good` and `refused` are the first rows of each sort."""

    model_config = ConfigDict(title="DryRun")

    kind: str
    read: int
    accepted: int
    quarantined: int
    columns: dict[str, str]
    header: list[str]
    good: list[GoodRowShown]
    refused: list[RefusedRowShown]


class CountedShown(BaseModel):
    """What a reading did; the counts are source rows, and `read` is their sum."""

    model_config = ConfigDict(title="Counted")

    kind: str
    read: int
    added: int
    updated: int
    unchanged: int
    quarantined: int
    seconds: float


class ImportShown(CountedShown):
    """One reading of one source."""

    model_config = ConfigDict(title="Import")

    id: int
    source: str
    is_done: bool
    started_at: datetime
    ended_at: datetime | None


class MendedText(BaseModel):
    """The row as a person mended it; empty to admit it as it is."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=4000)


def import_routes(shop: Shop) -> APIRouter:
    """Uploads, dry runs, imports, and the way back out of quarantine."""
    router = APIRouter(prefix="/api/v1", tags=["imports"], route_class=StrictRoute)

    def looked_at(file: UploadFile) -> UploadShown:
        name = file_name(file)
        id_ = shop.uploads.keep(file.file, name, UPLOAD_BYTES)
        source = open_source(shop.uploads.find(id_), name)
        header = table_header(source)
        return UploadShown(
            id=id_,
            name=name,
            kinds=[KindShown.model_validate(each) for each in flows.guesses_of(source)],
            header=list(header),
            columns=guess(header),
            fields=list(FIELDS),
        )

    @router.post(
        "/imports/uploads",
        summary="Upload a file to import",
        status_code=201,
        responses=documented("MOD-1204", "MOD-1233", "MOD-1236", "MOD-2205", *_REFUSED),
    )
    async def upload(_: GarmentWriter, file: Annotated[UploadFile, File()]) -> UploadShown:
        return await anyio.to_thread.run_sync(looked_at, file)

    @router.post(
        "/imports/uploads/{upload_id}/preview",
        summary="Try an upload dry",
        description=f"Reads up to {PREVIEW_ROWS} rows and stores nothing.",
        responses=documented("MOD-1103", *_UNREADABLE, *_REFUSED),
    )
    def preview(_: GarmentWriter, upload_id: UploadId, wanted: ImportWanted) -> DryRunShown:
        path = shop.uploads.find(upload_id)
        found = flows.dry_run(shop, str(path), wanted.kind, mapping=_mapping(wanted), limit=PREVIEW_ROWS)
        return DryRunShown.model_validate(found.to_json())

    @router.post(
        "/imports/uploads/{upload_id}/import",
        summary="Import an upload",
        status_code=202,
        responses=documented("MOD-1103", "MOD-1244", "MOD-1245", *_REFUSED),
    )
    def start(_: GarmentWriter, upload_id: UploadId, wanted: ImportWanted, response: Response) -> JobShown:
        path = shop.uploads.find(upload_id)
        mapping = _mapping(wanted)
        if mapping is not None:
            header = table_header(open_source(path))
            mapping.check(header)
            if wanted.save_as:
                shop.mappings.save(mapping, header)
        params = {
            "source": str(path),
            "kind": wanted.kind,
            "columns": wanted.columns,
            "currency": wanted.currency,
        }
        job = shop.jobs.submit("import", params)
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return JobShown.model_validate(job)

    @router.get("/imports", summary="List imports, newest first", responses=documented(*_REFUSED))
    def listing(_: GarmentReader, limit: Limit = 50) -> Page[ImportShown]:
        return Page(
            items=[
                ImportShown(
                    id=run.id,
                    kind=run.kind,
                    source=run.source.partition(":")[2],
                    is_done=run.is_done,
                    read=run.counts.read,
                    added=run.counts.added,
                    updated=run.counts.updated,
                    unchanged=run.counts.unchanged,
                    quarantined=run.counts.quarantined,
                    seconds=round(run.seconds, 3),
                    started_at=run.started_at,
                    ended_at=run.ended_at,
                )
                for run in shop.store.imports.page(limit)
            ]
        )

    @router.post(
        "/quarantine/{held_id}/admit",
        summary="Admit a refused row, mended or as it is",
        responses=documented("MOD-1103", "MOD-1242", *_REFUSED),
    )
    def admit(_: GarmentWriter, held_id: HeldId, mended: MendedText) -> CountedShown:
        return CountedShown.model_validate(flows.admit(shop, held_id, mended.text).to_json())

    @router.post(
        "/quarantine/{held_id}/give-up",
        summary="Give a refused row up",
        status_code=204,
        responses=documented("MOD-1103", *_REFUSED),
    )
    def give_up(_: GarmentWriter, held_id: HeldId) -> None:
        shop.store.quarantine.get(held_id)
        shop.store.quarantine.release([held_id], given_up=True)

    return router


def _mapping(wanted: ImportWanted) -> ColumnMapping | None:
    return ColumnMapping(wanted.columns, wanted.save_as, wanted.currency) if wanted.columns else None

"""A garment's photos over HTTP: upload, list, the original bytes, and a few widths.

Pictures are checked by collect and kept by the store; the resized ones are made in pictures.py.
"""

from typing import Annotated, NamedTuple

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Path, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.etags import IfNoneMatch, not_modified
from modiste.api.garments import ID_PATTERN, GarmentId
from modiste.api.paging import Page
from modiste.api.pictures import BROWSER_TYPES, Encoded, Variants, Width, as_it_is, scaled
from modiste.api.problems import Flaw, documented, refused_files
from modiste.api.strict_json import StrictRoute
from modiste.garment import Image, ModisteError
from modiste.workspace import Shop

PhotoId = Annotated[str, Path(pattern=ID_PATTERN, description="The photo's id.")]
Files = Annotated[list[UploadFile], File(description="One or more pictures.", max_length=64)]
_ONE_PHOTO_BYTES = 20_000_000
_FOREVER = "private, max-age=31536000, immutable"
UNUSABLE = ("MOD-1202", "MOD-1203", "MOD-1204", "MOD-1205", "MOD-1206", "MOD-1207", "MOD-2222")


class PhotoShown(BaseModel):
    """A photo of a garment; `url` gives its bytes, with `?width=` a smaller one."""

    model_config = ConfigDict(title="Photo")

    id: str
    garment_id: str
    sha256: str
    media_type: str
    width: int
    height: int
    url: str


class Uploaded(BaseModel):
    """What was taken, and what was not and why; one bad file does not spoil the others."""

    items: list[PhotoShown]
    rejected: list[Flaw] = Field(
        default=[], description="`where` is the file's name, `kind` the error's number."
    )


def photo_routes(shop: Shop) -> APIRouter:
    """Photos under their garment, and their bytes."""
    router = APIRouter(prefix="/api/v1", tags=["photos"], route_class=StrictRoute)
    variants = Variants()
    desk = anyio.CapacityLimiter(2)  # decoding takes up to some hundred MB a picture: two at a time

    @router.post(
        "/garments/{garment_id}/photos",
        summary="Upload photos",
        status_code=201,
        responses=documented(
            "MOD-1103",
            "MOD-2203",
            "MOD-2204",
            "MOD-2205",
            "MOD-2209",
            "MOD-2210",
            "MOD-2214",
            "MOD-2220",
            *UNUSABLE,
        ),
    )
    async def upload(_: GarmentWriter, garment_id: GarmentId, files: Files) -> Uploaded:
        await anyio.to_thread.run_sync(shop.garments.get, garment_id)
        taken: list[PhotoShown] = []
        refused: list[tuple[str, ModisteError]] = []
        for file in files:
            name = file_name(file)
            try:
                data = await read_upload(file)
                image = await anyio.to_thread.run_sync(
                    shop.garments.add_photo, garment_id, data, name, limiter=desk
                )
            except ModisteError as error:
                refused.append((name, error))
            else:
                taken.append(_shown(image, garment_id))
        return Uploaded(items=taken, rejected=refused_files(refused, of=len(files)))

    @router.get(
        "/garments/{garment_id}/photos",
        summary="List a garment's photos",
        responses=documented("MOD-1103", "MOD-2203", "MOD-2209", "MOD-2210"),
    )
    def listing(_: GarmentReader, garment_id: GarmentId) -> Page[PhotoShown]:
        shop.garments.get(garment_id)
        return Page(items=[_shown(image, garment_id) for image in shop.garments.images(garment_id)])

    @router.get(
        "/photos/{photo_id}",
        summary="A photo's bytes",
        description="Without `width` the original, as it was uploaded; with it at most so wide, as JPEG "
        "unless the original is small enough. The bytes of an address never change.",
        response_class=Response,
        responses={
            200: {
                "content": {
                    kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(BROWSER_TYPES)
                }
            },
            304: {"description": "The caller has it already"},
            **documented("MOD-1103", "MOD-2203", "MOD-2209", "MOD-2210"),
        },
    )
    async def content(
        _: GarmentReader,
        photo_id: PhotoId,
        width: Annotated[Width | None, Query(description="At most so many pixels wide.")] = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        # One hop into a thread for most: a wall of photos asks for hundreds.
        found = await anyio.to_thread.run_sync(at_hand, photo_id, width, if_none_match)
        if isinstance(found, Response):
            return found
        assert width is not None
        picture = await anyio.to_thread.run_sync(scaled, found.data, width, photo_id, limiter=desk)
        variants.keep(found.blob, width, picture)
        return _answer(picture, found.headers)

    def at_hand(photo_id: str, width: int | None, sent: str | None) -> Response | _TooWide:
        image = shop.store.rows.get(Image, photo_id)
        etag = f'"{image.blob}-{width}"' if width else f'"{image.blob}"'
        headers = {"ETag": etag, "Cache-Control": _FOREVER}
        known = not_modified(sent, etag, headers)
        if known is not None:
            return known
        picture = variants.find(image.blob, width) if width else None
        if picture is None:
            data = shop.store.blobs.get(image.blob)
            picture = as_it_is(data, width, photo_id) if width else Encoded(data, image.media_type)
            if picture is None:
                return _TooWide(image.blob, data, headers)
        return _answer(picture, headers)

    return router


class _TooWide(NamedTuple):
    """A photo that is still to be made smaller, and what its answer will say."""

    blob: str
    data: bytes
    headers: dict[str, str]


def _answer(picture: Encoded, headers: dict[str, str]) -> Response:
    # Only what collect decodes is ever stored, so the type is a picture's and never that of a page.
    return Response(picture.data, headers=headers, media_type=picture.media_type)


async def read_upload(file: UploadFile) -> bytes:
    """One file of a form, never more than the limit.

    Raises:
        ModisteError: MOD-1204.
    """
    data = await file.read(_ONE_PHOTO_BYTES + 1)
    if len(data) > _ONE_PHOTO_BYTES:
        raise ModisteError(
            "MOD-1204", name=file_name(file), count=file.size or len(data), limit=_ONE_PHOTO_BYTES
        )
    return data


def file_name(file: UploadFile) -> str:
    r"""What to call an upload: the last part of its name, printable and short; it never becomes a path.

    Example:
        >>> import io
        >>> file_name(UploadFile(io.BytesIO(), filename="../../etc/pass\x00wd"))
        'pass?wd'
    """
    last = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(c if c.isprintable() else "?" for c in last)[:120] or "the upload"


def _shown(image: Image, garment_id: str) -> PhotoShown:
    return PhotoShown(
        id=image.id,
        garment_id=garment_id,
        sha256=image.blob,
        media_type=image.media_type,
        width=image.width,
        height=image.height,
        url=f"/api/v1/photos/{image.id}",
    )

"""Prints and colours over HTTP: a repeat of a specification, motifs, palettes of pictures, colourways.

Knows addresses and shapes; the work is the workspace's. Nothing that is sent is kept.
"""

from typing import Annotated, Any, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Body, File, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import flows

MOST_PIXELS = 4096
"""Along a side of a repeat that is made over HTTP; the command line makes larger ones."""
UNPRINTABLE = ("MOD-2720", "MOD-2722", "MOD-2723", "MOD-2724", "MOD-2725", *REFUSED_BODY)
_PICTURES = bytes_as("image/png", "image/svg+xml")
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


class PrintMade(BaseModel):
    """A repeat in numbers."""

    kind: Literal["motifs", "woven"]
    group: str | None = Field(description="The wallpaper group or layout of motifs.")
    width_px: int
    height_px: int
    dpi: float
    repeat_mm: tuple[float, float] = Field(description="As asked, exactly.")
    printed_mm: tuple[float, float] = Field(description="Of the whole pixels; off by less than one.")
    cut_px: tuple[int, int] = Field(description="Rolled back by so many columns and rows, for a quiet cut.")
    colours: list[Colour]
    seam_z: float = Field(description="How far the step across the cut stands out of those within.")
    seam_z_rolled: float = Field(description="The largest of eight other cuts.")
    seamless: bool
    spec_sha256: str


class MotifShown(BaseModel):
    """A motif, as a specification takes it, and its own colours by ink."""

    motif: dict[str, Any]
    colours: list[Colour]


class MotifList(BaseModel):
    """The built-in motifs."""

    items: list[MotifShown]


class SwatchShown(BaseModel):
    """One colour of a picture."""

    colour: Colour
    share: float
    name: str


class ClosestShown(BaseModel):
    """The two colours of a palette that look most alike to somebody."""

    sight: Literal["full", "protanopia", "deuteranopia", "tritanopia"]
    pair: tuple[Colour, Colour]
    seen: tuple[Colour, Colour]
    difference: float = Field(description="CIEDE2000 of what is seen.")
    runs_together: bool


class PaletteFacts(BaseModel):
    """What can be told of a palette."""

    harmonies: dict[str, list[Colour]] = Field(description="Of its first colour, by rule.")
    closest: list[ClosestShown]


class PaletteGiven(BaseModel):
    """Colours that are there already."""

    model_config = ConfigDict(extra="forbid")

    palette: list[str] = Field(max_length=200)


class PicturePalette(PaletteFacts):
    """The colours of a picture."""

    ground: Literal["masked", "kept"]
    covered: float = Field(description="The share of the picture that counted.")
    colours: list[SwatchShown]


class ColourwaysWanted(BaseModel):
    """A palette to recolour."""

    model_config = ConfigDict(extra="forbid")

    palette: list[str] = Field(description="The ground first.", max_length=200)
    n: int = 4
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0
    kept: list[int] = Field(default_factory=list, max_length=16, description="Roles whose colour stays.")


class ColourwayMade(BaseModel):
    """A new palette."""

    palette: list[Colour]
    names: list[str]
    moved: float = Field(description="Mean CIEDE2000 of the roles from what they were.")
    closest: float = Field(description="The least CIEDE2000 of two of its colours.")


class ColourwaysMade(BaseModel):
    """New palettes; fewer than wanted where no more keep the bounds."""

    palette: list[Colour]
    colourways: list[ColourwayMade]


def design_print_routes() -> APIRouter:
    """What the design desk answers of prints and colours."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    # A large repeat takes hundreds of megabytes while it is made.
    desk = anyio.CapacityLimiter(1)
    Spec = Annotated[flows.PrintSpec, Body(discriminator="kind")]

    @router.post(
        "/prints",
        summary="Make a print's repeat as a picture",
        description="A PNG with its pixels' true size, or an SVG in millimetres. Equal specifications give "
        "equal bytes.",
        response_class=Response,
        responses={**_PICTURES, **documented(*UNPRINTABLE)},
    )
    async def print_picture(
        _: GarmentReader, spec: Spec, form: Annotated[Literal["png", "svg"], Query()] = "png"
    ) -> Response:
        check_size(spec)
        made = await anyio.to_thread.run_sync(flows.print_bytes, spec, f".{form}", limiter=desk)
        media = "image/svg+xml" if form == "svg" else "image/png"
        return Response(made, media_type=media, headers={"X-Spec-Sha256": spec.digest})

    @router.post(
        "/prints/facts", summary="Tell a print's size, colours and seam", responses=documented(*UNPRINTABLE)
    )
    async def print_facts(_: GarmentReader, spec: Spec) -> PrintMade:
        check_size(spec)
        return PrintMade(**await anyio.to_thread.run_sync(flows.print_facts, spec, limiter=desk))

    @router.get("/motifs", summary="List the built-in motifs", responses=documented(*REFUSED))
    def motifs(_: GarmentReader) -> MotifList:
        return MotifList.model_validate({"items": flows.list_motifs()})

    @router.post(
        "/motifs",
        summary="Read a motif out of an SVG file",
        description="Filled shapes and groups; whatever could act or reach out is refused by name.",
        responses=documented("MOD-2722", "MOD-2728", *REFUSED_BODY, *UNUSABLE),
    )
    async def motif(
        _: GarmentReader, file: Annotated[UploadFile, File(description="One SVG.")]
    ) -> MotifShown:
        return MotifShown(**flows.motif_shown(await read_upload(file), file_name(file)))

    @router.post(
        "/palettes",
        summary="Take a palette from a picture",
        description="The picture is looked at and not kept.",
        responses=documented("MOD-2726", "MOD-2727", *REFUSED_BODY, *UNUSABLE),
    )
    async def palette(
        _: GarmentReader,
        file: Annotated[UploadFile, File(description="One picture.")],
        n: Annotated[int, Query(description="How many colours.")] = 5,
        ground: Annotated[Literal["masked", "kept"], Query()] = "masked",
    ) -> PicturePalette:
        data, name = await read_upload(file), file_name(file)
        return PicturePalette(
            **await anyio.to_thread.run_sync(flows.picture_palette, data, name, n, ground, limiter=desk)
        )

    @router.post(
        "/palettes/facts",
        summary="Tell a palette's harmonies, and which colours run together for whom",
        responses=documented("MOD-2723", "MOD-2724", *REFUSED_BODY),
    )
    def palette_facts(_: GarmentReader, given: PaletteGiven) -> PaletteFacts:
        return PaletteFacts(**flows.palette_facts(given.palette))

    @router.post(
        "/colourways",
        summary="Recolour a palette",
        description="Light and dark keep their order, roles stand as far apart.",
        responses=documented("MOD-2723", "MOD-2724", "MOD-2726", "MOD-2731", *REFUSED_BODY),
    )
    def colourways(_: GarmentReader, wanted: ColourwaysWanted) -> ColourwaysMade:
        return ColourwaysMade(**flows.new_colourways(wanted.palette, wanted.n, wanted.seed, wanted.kept))

    return router


def check_size(spec: "flows.PrintSpec") -> None:
    """Refuse a repeat of more pixels than are made over HTTP.

    Raises:
        ModisteError: MOD-2720, with the nearest resolution.
    """
    longest = max(spec.pixels)
    if longest > MOST_PIXELS:
        nearest = f"{spec.dpi * MOST_PIXELS / longest:.0f} over HTTP"
        raise ModisteError("MOD-2720", what="dpi", value=f"{spec.dpi:g}", nearest=nearest)

"""Records to store, made by a line."""

from datetime import UTC, datetime

from modiste.garment import Garment, Image

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def garment(number: int, **fields: object) -> Garment:
    """Garment `g-000` and on."""
    name = {"id": f"g-{number:03d}", "name": f"Garment {number}", "created_at": NOW, "updated_at": NOW}
    return Garment.model_validate(name | fields)


def image(number: int, of: int, **fields: object) -> Image:
    """Image `i-000` and on, of a garment."""
    size = {"blob": "0" * 64, "media_type": "image/png", "width": 28, "height": 28}
    return Image.model_validate({"id": f"i-{number:03d}", "garment_id": f"g-{of:03d}"} | size | fields)

"""A file for every importer, of any number of rows, of which about one in a hundred is bad.

All of it is synthetic and ours, made from the publishers' documentation; no line is any shop's or person's.
Some rows say what another said, word for word: after a kill, too, they must be told apart or counted as one.
"""

import io
import json
import runpy
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image

COLLECT = Path(__file__).parents[1] / "collect"
FEEDS = runpy.run_path(str(COLLECT / "feeds.py"))
EVENTS = runpy.run_path(str(COLLECT / "events" / "samples.py"))
BAD = 100
"""From one bad row to the next."""


def write(kind: str, folder: Path, rows: int) -> str:
    """Make the file, or folder, of a kind; returns what `import` is to be given."""
    if kind == "fashion-mnist":
        return "fashion-mnist:test"
    path = folder / (f"{kind}.zip" if kind in _DOWNLOADS else kind)
    WRITERS[kind](path, rows)
    return str(path)


def _table(head: str, encoding: str = "utf-8") -> Callable[[Path, int], None]:
    return lambda path, rows: FEEDS["write_table"](path, rows, FEEDS[head], encoding, BAD)


def _feed(name: str) -> Callable[[Path, int], None]:
    return lambda path, rows: FEEDS[name](path, rows, BAD)


def _lines(line: Callable[[int, bool], str], head: str = "") -> Callable[[Path, int], None]:
    """A file of a line a row; every fifty-first row says what the one before it said."""

    def made(path: Path, rows: int) -> None:
        numbers = (number - (number % 51 == 25) for number in range(rows))
        lines = [line(number, number % BAD == BAD - 1) for number in numbers]
        path.write_text("\n".join([head, *lines] if head else lines) + "\n", encoding="utf-8")

    return made


def _ga4(number: int, bad: bool) -> str:
    changes = {"event_timestamp": "then"} if bad else {}
    return json.dumps(EVENTS["ga4"](number, user_id=f"customer-{number % 200}", **changes))


def _segment(number: int, bad: bool) -> str:
    at = (
        "then"
        if bad
        else f"2026-01-{1 + number // 3600 % 28:02d}T10:{number // 60 % 60:02d}:{number % 60:02d}Z"
    )
    return json.dumps(EVENTS["segment"](number, userId=f"user-{number % 200}", timestamp=at))


def _snowplow(number: int, bad: bool) -> str:
    at = (
        "then"
        if bad
        else f"2026-01-01 {number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.000"
    )
    user = f"customer-{number % 200}"
    return str(EVENTS["snowplow"](number, user_id=user, derived_tstamp=at, collector_tstamp=at))


def _event(number: int, bad: bool) -> str:
    at = "yesterday" if bad else f"2026-01-01 10:{number // 60 % 60:02d}:{number % 60:02d} UTC"
    return f"{at},cart,{1000 + number % 300},12.50,customer-{number % 200},{'yes' if number % 3 else ''}"


def _order(number: int, bad: bool) -> str:
    """Three lines an order, of which only the first says when and to whom."""
    said = f"customer-{number % 200}@shop.example,2026-01-05 12:00:00 +0100" if number % 3 == 0 else ","
    agreed = "EUR,yes" if number % 3 == 0 else ","
    return f"#{1000 + number // 3},{said},{'many' if bad else 1},Coat,199.00,COAT-{number % 500},{agreed}"


def _stock(number: int, bad: bool) -> str:
    at = "someday" if bad else f"2026-01-{1 + number % 28:02d}"
    return f"{at},COAT-{number % 500},dc-berlin,shop-{number % 7},{1 + number % 9}"


def _article(number: int, bad: bool) -> str:
    title = "Market report" if bad else f"The red leather coat {number}"
    at = f"Thu, 01 Jan 2026 {number // 60 % 24:02d}:{number % 60:02d}:00 GMT"
    link = f"https://mode.example/{number}"
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{number}</guid><pubDate>{at}</pubDate></item>"
    )


def _magazine(path: Path, rows: int) -> None:
    _lines(_article, '<rss version="2.0"><channel><title>La Mode</title><language>en</language>')(path, rows)
    with path.open("a", encoding="utf-8") as file:
        file.write("</channel></rss>")


def _download(part: str, entry: Callable[[int], object], key: str) -> Callable[[Path, int], None]:
    """A platform's download: a hundred rows a member, of which the last cannot be read and is one row."""

    def made(path: Path, rows: int) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for number, start in enumerate(range(0, rows, BAD)):
                good = [entry(each) for each in range(start, min(start + BAD - 1, rows))]
                _add(archive, f"{part}{number:05d}a.json", json.dumps({key: good}))
                if start + BAD <= rows:
                    _add(archive, f"{part}{number:05d}b.json", "{")

    return made


def _add(archive: zipfile.ZipFile, name: str, data: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, (2026, 2, 1, 0, 0, 0)), data)


def _like(number: int) -> object:
    data = {"href": f"https://www.instagram.com/p/A{number}/", "timestamp": 1767225600 + number}
    return {"title": "maison", "string_list_data": [data]}


def _pin(number: int) -> object:
    dated = {"created_at": f"2026-01-01 10:{number // 60 % 60:02d}:{number % 60:02d}"} if number % 5 else {}
    return {"id": str(number), "link": f"https://shop.example/{number}", "board_name": "Winter", **dated}


def _clips(path: Path, rows: int) -> None:
    filming = runpy.run_path(str(COLLECT / "filming.py"))
    for number in range(rows):
        moved = filming["panned"](filming["scene"](number))
        data = filming["film"](moved) if number % 10 else b"no clip"
        filming["written"](path, f"{('coat', 'dress')[number % 2]}/{number:05d}.mp4", data)


def _photos(path: Path, rows: int) -> None:
    chance = np.random.default_rng(0)
    for number in range(rows):
        file = path / ("coat", "dress")[number % 2] / f"{number:05d}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = io.BytesIO()
        Image.fromarray(chance.integers(0, 256, (48, 36, 3), dtype=np.uint8)).save(data, "JPEG")
        file.write_bytes(data.getvalue()[: 300 if number % BAD == BAD - 1 else None])


_DOWNLOADS = ("instagram", "pinterest")
WRITERS: Mapping[str, Callable[[Path, int], None]] = {
    "clips": _clips,
    "events": _lines(_event, "event_time,event_type,product_id,price,user_id,consent"),
    "ga4": _lines(_ga4),
    "google-merchant-tsv": _feed("write_tsv"),
    "google-merchant-xml": _feed("write_xml"),
    "instagram": _download("likes/liked_posts_", _like, "likes_media_likes"),
    "jd": _table("JD", "gb18030"),
    "magazine": _magazine,
    "orders": _lines(
        _order,
        "Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Currency,"
        "Accepts Marketing",
    ),
    "photos": _photos,
    "pinterest": _download("pinterest/pins_", _pin, "Pins"),
    "schema-org": _feed("write_schema_org"),
    "segment": _lines(_segment),
    "shopify": _feed("write_shopify"),
    "shopify-json": _feed("write_shopify_json"),
    "snowplow": _lines(_snowplow),
    "stock": _lines(_stock, "date,sku,from,to,quantity"),
    "table": _table("ERP"),
    "taobao": _table("TAOBAO", "gb18030"),
    "woocommerce": _feed("write_woocommerce"),
}

"""A garment's page: what a phone or a browser opens to see it in the room, in English and Chinese.

Knows the page's words and its policy; it loads nothing but its own garment's files, from beside itself.
"""

import base64
import hashlib
import html
import re
from importlib.resources import files

_NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
"""A picture of one transparent pixel: a page whose picture is not there yet asks for none."""


def page_of(
    title: str,
    glb: str = "garment.glb",
    usdz: str = "garment.usdz",
    poster: str = "poster.png",
    *,
    title_zh: str = "",
    keyless: bool = True,
    ready: bool = True,
) -> str:
    """The page as HTML; it needs nothing but these three files.

    Args:
        title: What is shown, in plain text.
        glb: The address of the glTF, from the page's own.
        usdz: That of the USDZ.
        poster: That of the picture.
        title_zh: What it is called in Chinese; by default as in English.
        keyless: Whether anybody may fetch the files: Scene Viewer has no session, and is offered only then.
        ready: Whether the files are there; where not, the page asks for them and waits.
    """
    style, script = _part("page.css"), _part("viewer.js")
    filled = {
        "title": html.escape(title),
        "title_zh": html.escape(title_zh or title),
        "glb": html.escape(glb),
        "usdz": html.escape(usdz),
        "poster": html.escape(poster),
        "poster_now": html.escape(poster) if ready else _NOTHING,
        "keyless": str(keyless).lower(),
        "ready": str(ready).lower(),
        "hidden": "" if ready else " hidden",
        "policy": _policy(style, script),
        "style": style,
        "script": script,
    }
    # In one pass: a title that reads like a place to fill stays a title.
    return re.sub(r"\[\[(\w+)\]\]", lambda found: filled[found[1]], _part("page.html"))


def _policy(style: str, script: str) -> str:
    """Nothing from elsewhere, no script and no style but these (Content Security Policy Level 3)."""
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script)]
    return (
        f"default-src 'none'; img-src 'self' blob: data:; connect-src 'self'; "
        f"style-src 'sha256-{hashes[0]}'; "
        f"script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )


def page_policy(made: str) -> str:
    """The policy that a page states, for a server to state too."""
    return html.unescape(made.partition('Content-Security-Policy" content="')[2].partition('"')[0])


def _part(name: str) -> str:
    return (files("modiste.ar") / name).read_text(encoding="utf-8")

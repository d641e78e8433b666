"""The public page that checks a passport in a browser: one file.

Knows how the page gets its words and constants, so that they are written once; what it does is in
`verify.html`.
"""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from modiste.passport.bundles import bundle
from modiste.passport.bundles.check_words import NAMES, WORDS
from modiste.passport.bundles.trust import FORMAT as TRUST
from modiste.passport.credentials.passport import CONTEXT, KINDS
from modiste.passport.credentials.passport import MEMBERS as PASSPORT
from modiste.passport.credentials.statements import STATEMENT_CONTEXT, STATEMENT_KINDS, STATEMENT_MEMBERS
from modiste.passport.profile.profile import PART_LEVELS

_GAP = re.compile(r'/\*([A-Z]+)\*/(\{\}|\[\]|""|0)')


@cache
def verify_page() -> str:
    """The page, whole; the same text as long as this version is."""
    known: dict[str, Any] = {
        "WORDS": WORDS,
        "NAMES": NAMES,
        "MEMBERS": sorted(bundle.MEMBERS),
        "PASSPORT": sorted(PASSPORT),
        "CONTEXT": CONTEXT,
        "KINDS": KINDS,
        "PART": sorted(bundle.PART_MEMBERS),
        "LEVELS": PART_LEVELS,
        "SHOWN": sorted(bundle.STATEMENT_MEMBERS),
        "STATED": {
            "type": STATEMENT_KINDS,
            "context": STATEMENT_CONTEXT,
            "members": sorted(STATEMENT_MEMBERS),
        },
        "FORMATS": {name: sorted(more) for name, more in bundle.FORMATS.items()},
        "TRUST": TRUST,
        "MOST": bundle.BUNDLE_BYTES,
        "SELECTOR": _selector(),
    }
    text = (files(__package__) / "verify.html").read_text(encoding="utf-8")
    return _GAP.sub(lambda found: json.dumps(known[found[1]], ensure_ascii=False), text)


@cache
def page_policy() -> str:
    """What a browser may do with it: its own script and style, and of other hosts a chain's node alone."""
    page = verify_page()
    script, style = (_hash(page, name) for name in ("script", "style"))
    asked = "'self' https: http://localhost:* http://127.0.0.1:*"
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; connect-src {asked}; img-src data:; "
        "media-src blob: mediastream:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _selector() -> str:
    """What the contract's `root_at` begins with, in hexadecimal."""
    artefact = json.loads((files("modiste.passport.chain") / "anchor.json").read_text(encoding="utf-8"))
    return str(artefact["selectors"]["root_at(bytes32,uint256)"])


def _hash(page: str, name: str) -> str:
    inner = page.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
    return f"'sha256-{base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()}'"

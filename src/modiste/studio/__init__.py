"""The web studio, built: where its files lie in this copy, if it was built.

Knows a folder; its source is the TypeScript in `studio/`, and serving it is the API's work.
"""

from pathlib import Path

BUNDLE = Path(__file__).parent / "static"
"""Where `./run` puts the built files; they are not in git, and travel in the wheel."""

HOW_TO_BUILD = "./run demo builds it where Node.js 20 or newer is installed; a released wheel brings it along"


def is_built(bundle: Path = BUNDLE) -> bool:
    """Whether there is a studio to serve."""
    return (bundle / "index.html").is_file()


__all__ = ["BUNDLE", "HOW_TO_BUILD", "is_built"]

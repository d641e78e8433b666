"""Self-contained HTML pages in the house's look: one skeleton, one template a page.

Knows templates and escaping; what stands on a page is told by the flows, words by their own files.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from modiste.learning import page_css


def render(template: str, language: str, word: Mapping[str, str], **values: Any) -> str:
    """A page from `templates/<template>`; everything that a value says is escaped."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_template),
    )
    css = Markup(page_css())  # noqa: S704 - our own files only
    return environment.get_template(template).render(w=word, language=language, css=css, **values)


def _template(name: str) -> str:
    return (files("modiste.workspace") / "templates" / name).read_text(encoding="utf-8")

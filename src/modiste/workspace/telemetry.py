"""What a shop writes down about its own running: one JSON object a line, without secrets or personal data.

Knows how to write and what to leave out; what is worth a line is decided where things happen.
"""

import json
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, TextIO, cast

import structlog

FOLDER = "logs"
FILE = "modiste.log"
HIDDEN = "[hidden]"
_SECRET_NAME = re.compile(
    r"password|passphrase|secret|token|api_?key|authorization|cookie|credential|database_url|e_?mail|phone"
    r"|address|birth|customer_name|measures?$",
    re.IGNORECASE,
)
_SECRET_TEXT = re.compile(r"(?<=://)[^/\s@]+:[^/\s@]+(?=@)|\bmod_[\w-]{16,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def log_file(root: Path, turn_over: int = 5_000_000) -> Path:
    """Where the shop in `root` logs; an old file of more than `turn_over` bytes steps aside as `.1`."""
    path = root / FOLDER / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if path.stat().st_size > turn_over:
            path.replace(path.with_name(FILE + ".1"))
    except FileNotFoundError:
        pass
    return path


def logger(stream: TextIO, level: str = "info", **context: object) -> structlog.stdlib.BoundLogger:
    """A logger that writes JSON lines to a stream; nothing global is configured."""
    wrapped = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _hide,
            structlog.processors.JSONRenderer(sort_keys=True, ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        cache_logger_on_first_use=False,
    )
    return cast("structlog.stdlib.BoundLogger", wrapped.bind(**context))


def log_lines(path: Path, job: str, limit: int = 200) -> list[dict[str, Any]]:
    """The newest lines about a job, oldest first, from the log and the one that stepped aside."""
    found: list[dict[str, Any]] = []
    for each in (path.with_name(FILE + ".1"), path):
        try:
            with each.open(encoding="utf-8", errors="replace") as lines:
                found += [row for line in lines if job in line and (row := _row(line)).get("job") == job]
        except FileNotFoundError:
            continue
    return found[-limit:]


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:  # a line that a kill cut short
        return {}
    return row if isinstance(row, dict) else {}


def _hide(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: _without_secrets(name, value) for name, value in event.items()}


def _without_secrets(name: str, value: object) -> object:
    if _SECRET_NAME.search(name):
        return HIDDEN
    if isinstance(value, Mapping):
        return {str(inner): _without_secrets(str(inner), item) for inner, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(name, item) for item in value]
    return _SECRET_TEXT.sub(HIDDEN, value) if isinstance(value, str) else value

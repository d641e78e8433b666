"""The floor of lines that the tests must reach: `-p tests.lines --lines-floor 90`, as `./run test` asks.

A line is noted once and then runs as if never watched, so that the whole suite pays a tenth of its time; a
tracer pays two thirds. Only what runs in pytest's own processes counts. Modules with compiled kernels are
left out: what a compiler reads must be what stands in the file.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage

SOURCE = Path(__file__).resolve().parent.parent / "src" / "modiste"
COMPILED = re.compile(r"^@_?jit$|njit\(", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--lines-floor", type=float, help="Fail below this share of src's lines, in per cent.")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--lines-floor"):
        config.pluginmanager.register(Lines(config), "modiste-lines")


class Lines:
    """What one process saw; the first process joins what the others tell it."""

    def __init__(self, config: pytest.Config) -> None:
        self.floor = float(config.getoption("--lines-floor"))
        self.omitted = [str(path) for path in SOURCE.rglob("*.py") if COMPILED.search(path.read_text())]
        self.told: list[dict[str, Any]] = []
        self.works = "PYTEST_XDIST_WORKER" in os.environ
        self.leads = bool(config.getoption("numprocesses", None)) and not self.works
        # Only the process that reports needs the lines of files that nobody imported.
        source = None if self.works else [str(SOURCE)]
        self.seen = Slipcover(source=source, omit=self.omitted)
        if not self.leads:
            ImportManager(self.seen, FileMatcher([str(SOURCE)], self.omitted)).__enter__()

    def pytest_testnodedown(self, node: Any) -> None:
        if found := getattr(node, "workeroutput", {}).get("lines"):
            self.told.append(json.loads(found))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        lines = self.seen.get_coverage()
        if self.works:
            session.config.workeroutput["lines"] = json.dumps(lines)  # type: ignore[attr-defined]
            return
        for told in self.told:
            merge_coverage(lines, told)
        self.lines = lines
        if lines["summary"]["percent_covered"] < self.floor and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("lines")
        for name, file in sorted(self.lines["files"].items()):
            if missing := len(file["missing_lines"]):
                terminalreporter.line(
                    f"{file['summary']['percent_covered']:4.0f} % {missing:5} unseen  {name}"
                )
        share = self.lines["summary"]["percent_covered"]
        verdict = "reached" if share >= self.floor else "NOT reached"
        terminalreporter.line(
            f"{share:.2f} % of all lines were run: the floor of {self.floor:g} % is {verdict}"
        )

"""Two streams: data and talk; plain text whatever it holds; bars only on terminals."""

import io
import json
import signal
from pathlib import Path

import pytest

from modiste.cli.terminal import Terminal, figure, printable, settings_of, stoppable, table
from modiste.garment import ModisteError
from modiste.learning import Event


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(**more: object) -> Terminal:
    return Terminal(stdout=io.StringIO(), stderr=io.StringIO(), **more)  # type: ignore[arg-type]


def test_json_has_no_nan_and_keeps_other_alphabets() -> None:
    told = terminal(json=True)
    told.show({"value": float("nan"), "names": ("外套", 1), "path": Path("a")})
    text = told.stdout.getvalue()  # type: ignore[attr-defined]
    assert json.loads(text) == {"value": None, "names": ["外套", 1], "path": "a"}
    assert "外套" in text


def test_text_that_the_stream_cannot_write_is_escaped() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Terminal(stdout=stream, stderr=stream, json=True).show({"file": "ü\udc80"})
    stream.flush()
    assert json.loads(stream.buffer.getvalue().replace(b"\\xfc", b"u"))  # type: ignore[attr-defined]


def test_a_table_reads_no_markup_and_sends_no_control_characters() -> None:
    told = terminal()
    told.show([], lambda: table(("name",), [["[red]x[/red]\x1b[2J<script>"], [None], [0.123456], [True]]))
    text = told.stdout.getvalue()  # type: ignore[attr-defined]
    assert "[red]x[/red]" in text
    assert "\x1b" not in text
    assert "0.1235" in text
    assert "yes" in text


@pytest.mark.parametrize("value", [None, float("inf"), float("nan")])
def test_what_is_undefined_is_a_dash(value: object) -> None:
    assert figure(value) == "-"


def test_printable_escapes_what_moves_the_cursor() -> None:
    assert printable("a\r\nb\x07ü") == "a\\r\\nb\\x07ü"
    assert printable("a\nb", keep="\n") == "a\nb"


def test_without_a_terminal_progress_is_lines_and_steps_are_rare() -> None:
    told = terminal()
    with told.progress() as progress:
        progress(Event("start", 0, 100, "learning"))
        for done in range(100):
            progress(Event("step", done, 100, "learning", {"loss": 0.5}))
        progress(Event("epoch", 100, 100, "epoch 1", {"loss": 0.25}))
    lines = told.stderr.getvalue().splitlines()  # type: ignore[attr-defined]
    assert lines == ["start: 0/100 learning", "epoch: 100/100 epoch 1 loss 0.25"]
    assert told.stdout.getvalue() == ""  # type: ignore[attr-defined]


def test_on_a_terminal_progress_is_a_bar_that_leaves_notes_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    told = Terminal(stdout=io.StringIO(), stderr=Screen())
    with told.progress() as progress:
        progress(Event("start", 0, 10, "learning"))
        progress(Event("step", 5, 10, "learning", {"loss": 0.5}))
        progress(Event("note", message="[b]a note[/b]"))
        progress(Event("done", 10, 10, "learning"))
    assert "[b]a note[/b]" in told.stderr.getvalue()  # type: ignore[attr-defined]


def test_settings_are_pairs() -> None:
    assert settings_of(["a.b=c=d", "e="]) == {"a.b": "c=d", "e": ""}
    for bad in ("a", "=b", " =b"):
        with pytest.raises(ModisteError) as refused:
            settings_of([bad])
        assert refused.value.code == "MOD-2102"


def test_the_first_interrupt_asks_and_the_second_insists() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before

"""./run: it sets up once, calls no pip afterwards, and passes exit codes and signals through."""

import ast
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import venv
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
VERBS = {"demo", "test", "check", "bench", "prove", "look", "docs", "format"}
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and sh are POSIX")


def load(path: Path) -> ModuleType:
    module = ModuleType("run")
    module.__file__ = str(path)
    SourceFileLoader("run", str(path)).exec_module(module)
    return module


def call(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "run"), *arguments]
    there = {**os.environ, "MODISTE_FASHION_MNIST": "there", "MODISTE_CHROMIUM": "there"}
    silent = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    return subprocess.run(command, check=False, env=there, **silent)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose .venv has no pip: whatever calls pip in it fails."""
    for name in ("run", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / "benchmarks").mkdir()
    venv.create(tmp_path / ".venv", with_pip=False, symlinks=os.name == "posix")
    return tmp_path


def stamp(clone: Path, *extras: str) -> None:
    run = load(clone / "run")
    text = json.dumps({"fingerprint": run.fingerprint(), "extras": extras})
    (clone / ".venv" / run.STAMP).write_text(text)


def benchmark(clone: Path, body: str) -> None:
    (clone / "benchmarks" / "trial.py").write_text(f'"""Trial: it runs."""\n{body}\n')


def test_alone_it_prints_every_verb_and_ends_well() -> None:
    result = call(ROOT)
    assert result.returncode == 0
    assert set(re.findall(r"^ {2}\./run (\w+)", result.stdout, re.MULTILINE)) == VERBS
    assert set(load(ROOT / "run").VERBS) == VERBS


@pytest.mark.parametrize(
    "arguments", [["sew"], ["check", "quickly"], ["docs", "--sevre"], ["prove", "--wirte"]]
)
def test_a_word_it_does_not_know_is_misuse(arguments: list[str]) -> None:
    result = call(ROOT, *arguments)
    assert result.returncode == 2
    assert arguments[-1] in result.stderr


def test_an_older_python_can_read_it_far_enough_to_be_told() -> None:
    source = (ROOT / "run").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    guard = next(node for node in tree.body if isinstance(node, ast.If))
    before = {
        name.name for node in tree.body[: tree.body.index(guard)] for name in getattr(node, "names", [])
    }
    assert "3, 11" in ast.unparse(guard.test)
    assert before
    assert "tomllib" not in before  # it came with 3.11


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_what_it_installs_is_what_the_project_declares() -> None:
    run = load(ROOT / "run")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["optional-dependencies"]
    assert {extra for extras in run.EXTRAS.values() for extra in extras} <= set(declared)
    for whole, parts in run.COVERS.items():
        own = next(each for each in declared[whole] if each.startswith("modiste["))
        assert set(own.removeprefix("modiste[").removesuffix("]").split(",")) == parts


def test_a_finished_set_up_is_not_repeated(clone: Path) -> None:
    benchmark(clone, "print('measured')")
    stamp(clone, "dev")
    result = call(clone, "bench", "trial")
    assert (result.returncode, result.stdout, result.stderr) == (0, "measured\n", "")


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_a_changed_pin_or_lock_asks_for_a_new_set_up(clone: Path, changed: str) -> None:
    run = load(clone / "run")
    stamp(clone, "dev")
    assert run.installed() == ({"dev"}, True)
    with (clone / changed).open("a") as file:
        file.write("\n# changed\n")
    assert run.installed() == ({"dev"}, False)


def test_another_folder_or_a_lost_interpreter_asks_for_a_new_set_up(clone: Path, tmp_path: Path) -> None:
    stamp(clone, "dev")
    moved = tmp_path.parent / (tmp_path.name + "-moved")
    clone.rename(moved)
    assert load(moved / "run").installed()[1] is False
    stamp(moved, "dev")
    Path(load(moved / "run").tool("python")).unlink()
    assert load(moved / "run").installed()[1] is False


@pytest.mark.parametrize("text", ["", "{", "[]", '{"extras": ["dev"]}', '"dev"'])
def test_a_broken_stamp_counts_as_none(clone: Path, text: str) -> None:
    run = load(clone / "run")
    (clone / ".venv" / run.STAMP).write_text(text)
    assert run.installed() == (set(), False)


def test_the_developers_set_up_serves_the_demo_but_not_the_other_way_round(clone: Path) -> None:
    run = load(clone / "run")
    stamp(clone, "dev")
    assert run.is_ready(run.EXTRAS["demo"])
    assert not run.is_ready(("docs",))
    assert not run.is_ready(("docs",), run.DOCS_VENV)
    stamp(clone, *run.EXTRAS["demo"])
    assert run.is_ready(run.EXTRAS["demo"])
    assert not run.is_ready(run.EXTRAS["test"])


def test_torch_is_the_cpu_build_exactly_where_there_is_no_card() -> None:
    sources = load(ROOT / "run").torch_sources
    here, index = sources("2.13.0", "Linux", nvidia=False)
    assert here == ["--no-deps", "torch==2.13.0+cpu"]
    assert index == ["--no-deps", "--index-url", "https://download.pytorch.org/whl/cpu", "torch==2.13.0+cpu"]
    assert sources("2.13.0", "Linux", nvidia=True) == [["torch==2.13.0"]]
    assert sources("2.13.0", "Darwin", nvidia=False) == [["torch==2.13.0"]]
    assert sources("2.13.0", "Windows", nvidia=False) == [["torch==2.13.0"]]


def test_a_failing_pip_is_shown_and_leaves_no_stamp(clone: Path) -> None:
    """The real pip, told to install what is not there, in an environment that was ready before."""
    run = load(clone / "run")
    stamp(clone, "dev")
    run.tool = lambda name, home: sys.executable
    ok, downloaded, log = run.pip(run.VENV, "nothing", ["--no-index", "no-such-garment==1.0"])
    assert (ok, downloaded) == (False, 0)
    assert "no-such-garment" in log
    (clone / "constraints.txt").write_text("torch==0.0.0\n")
    run.torch_sources = lambda version, system, nvidia: [["--no-index", f"torch=={version}"]]
    with pytest.raises(SystemExit, match=r"no torch 0\.0\.0"):
        run.set_up(("dev",))
    assert not (clone / ".venv" / run.STAMP).exists()


def test_exit_codes_come_through(clone: Path) -> None:
    benchmark(clone, "raise SystemExit(7)")
    stamp(clone, "dev")
    assert call(clone, "bench", "trial").returncode == 7


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_reach_the_work(clone: Path, number: signal.Signals) -> None:
    benchmark(
        clone,
        "import signal, sys, time\n"
        "for each in (signal.SIGTERM, signal.SIGINT):\n"
        "    signal.signal(each, lambda number, _: sys.exit(40 + number))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)",
    )
    stamp(clone, "dev")
    command = [sys.executable, str(clone / "run"), "bench", "trial"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.send_signal(number)
        assert child.wait(timeout=20) == 40 + number


@posix_only
def test_a_failed_check_shows_what_was_said_and_fails(clone: Path) -> None:
    """Three of the four programs are sh scripts that pass; the style's speaks and fails."""
    for name, script in {"ruff": '[ "$1" = format ]', "lint-imports": "true", "python": "true"}.items():
        path = clone / ".venv" / "bin" / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\necho heard {name} $1\n{script}\n")
        path.chmod(0o755)
    stamp(clone, "dev")
    result = call(clone, "check")
    assert result.returncode == 1
    assert re.findall(r"^(\w+) +(ok|FAILED)$", result.stdout, re.MULTILINE) == [
        ("style", "FAILED"),
        ("format", "ok"),
        ("types", "ok"),
        ("layers", "ok"),
    ]
    assert "heard ruff check" in result.stdout
    assert "heard python" not in result.stdout


def test_benchmarks_are_listed_with_their_first_line(clone: Path) -> None:
    benchmark(clone, "")
    (clone / "benchmarks" / "_record.py").write_text('"""Not a benchmark."""\n')
    result = call(clone, "bench")
    assert result.returncode == 0
    assert re.fullmatch(r"trial +Trial: it runs\.\n", result.stdout)
    unknown = call(clone, "bench", "no_such_thing")
    assert unknown.returncode == 2
    assert "trial" in unknown.stderr


def test_all_benchmarks_run_although_one_fails(clone: Path) -> None:
    benchmark(clone, "raise SystemExit(3)")
    (clone / "benchmarks" / "zebra.py").write_text('"""Zebra: it runs last."""\nprint("zebra ran")\n')
    stamp(clone, "dev")
    result = call(clone, "bench", "all")
    assert result.returncode == 1
    assert "zebra ran" in result.stdout
    assert result.stderr.endswith("Failed: trial\n")


def test_data_beside_the_clone_are_found_unless_named_otherwise(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = load(clone / "run")
    run.ROOT = clone / "project"
    data = clone / "shared" / "data"
    monkeypatch.delenv("MODISTE_DATA", raising=False)
    assert "MODISTE_DATA" not in run.environment()
    data.mkdir(parents=True)
    assert run.environment()["MODISTE_DATA"] == str(data)
    monkeypatch.setenv("MODISTE_DATA", "elsewhere")
    assert run.environment()["MODISTE_DATA"] == "elsewhere"


NPM = """#!/bin/sh
echo "$@" >> {log}
case "$1" in
  ci) mkdir -p node_modules ;;
  run) mkdir -p {bundle}/assets && echo page > {bundle}/index.html && echo code > {bundle}/assets/a.js ;;
esac
"""


@pytest.fixture
def studio(clone: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script of a clone with a studio, and a Node 22 whose npm writes down what it is asked."""
    run = load(clone / "run")
    (clone / "studio").mkdir()
    (clone / "studio" / "package-lock.json").write_text("{}")
    (clone / "studio" / "main.tsx").write_text("one")
    programs = clone / "programs"
    programs.mkdir()
    scripts = {"node": "#!/bin/sh\necho v22.1.0\n", "npm": NPM.format(log=clone / "asked", bundle=run.BUNDLE)}
    for name, script in scripts.items():
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    return run


@posix_only
def test_the_studio_is_built_once_and_again_when_its_source_changes(clone: Path, studio: ModuleType) -> None:
    studio.build_studio()
    studio.build_studio()
    asked = (clone / "asked").read_text().splitlines()
    assert [line.split()[0] for line in asked] == ["ci", "run"]
    assert gzip.decompress((studio.BUNDLE / "index.html.gz").read_bytes()) == b"page\n"
    (studio.BUNDLE / "assets" / "old.js").write_text("of an earlier build")
    (clone / "studio" / "main.tsx").write_text("two")
    studio.build_studio()
    asked = (clone / "asked").read_text().splitlines()
    assert [line.split()[0] for line in asked] == ["ci", "run", "run"]
    assert not (studio.BUNDLE / "assets" / "old.js").exists()


@posix_only
@pytest.mark.parametrize("version", ["v18.19.0", "nonsense", None])
def test_without_a_new_enough_node_the_studio_is_left_out(
    clone: Path, studio: ModuleType, version: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    node = clone / "programs" / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n" if version else "#!/bin/sh\nexit 1\n")
    studio.build_studio()
    assert "Node.js 20 or newer" in capsys.readouterr().err
    assert not studio.BUNDLE.exists()


@posix_only
def test_a_build_that_fails_says_why_and_is_not_taken_for_done(
    clone: Path, studio: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    (clone / "programs" / "npm").write_text(
        "#!/bin/sh\n[ $1 = ci ] && mkdir -p node_modules && exit\necho no; exit 1\n"
    )
    with pytest.raises(SystemExit, match="could not be built"):
        studio.build_studio()
    assert capsys.readouterr().err.rstrip().endswith("no")
    assert not studio.BUNDLE.exists()


def test_system_packages_are_named_where_they_may_not_be_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = load(ROOT / "run")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setitem(run.SYSTEM, "chromium", (lambda: False, "find it yourself"))
    run.install_system(["chromium"])
    said = capsys.readouterr().err
    assert "sudo apt-get install -y --no-install-recommends chromium" in said
    assert "find it yourself" in said
    assert {name for names in run.NEEDS.values() for name in names} == set(run.SYSTEM)


def test_bytes_are_counted_as_files_lie(tmp_path: Path) -> None:
    run = load(ROOT / "run")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 1500)
    (tmp_path / "c").write_bytes(b"y" * 500)
    if os.name == "posix":
        (tmp_path / "a" / "loop").symlink_to(tmp_path)
    extra = len(str(tmp_path)) if os.name == "posix" else 0
    assert run.size_of(tmp_path) == 2000 + extra
    assert [run.size(count) for count in (12_300_000, 1_440_000_000)] == ["12.3 MB", "1.44 GB"]


def test_the_ci_entry_calls_check_and_test_and_requires_the_data() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / "run", os.X_OK)
    assert re.search(r"run check.*\n.*run test", script)
    assert "MODISTE_REQUIRE_DATA=1" in script
    assert ".ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_kernels_are_compiled_once_and_again_when_their_source_changes(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = load(clone / "run")
    assert run.start_compiling() is None  # nothing there to compile
    run.KERNELS.mkdir(parents=True)
    (run.KERNELS / "kernels.py").write_text("one")
    (clone / ".venv" / f"kernels-{run.STAMP}").write_text(run.digest_of(run.KERNELS.rglob("*.py")))
    assert run.start_compiling() is None
    (run.KERNELS / "kernels.py").write_text("two")
    # This clone's Python has no modiste: the failure is told, nothing stops, and the next call tries again.
    run.finish_compiling(run.start_compiling())
    assert "failed: ModuleNotFoundError" in capsys.readouterr().err
    again = run.start_compiling()
    assert again is not None
    again.communicate()

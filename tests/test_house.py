"""The anatomy of the house: what every room has, and what no file may hold (DESIGN, anatomy of a room)."""

import ast
import doctest
import os
import re
import shutil
import string
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, wraps
from importlib import import_module
from pathlib import Path

import pytest

from modiste.garment import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "modiste"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py") if path.parent.name != "studio")
DOMAINS = [room for room in ROOMS if room in LAYERS[2].split(" | ")]
ROOM_OF_BLOCK = {
    "10": "garment",
    "11": "store",
    "12": "collect",
    "13": "learning",
    "14": "vision",
    "15": "tailoring",
    "16": "tryon",
    "17": "ar",
    "18": "search",
    "19": "foundation",
    "20": "workspace",
    "21": "cli",
    "22": "api",
    "23": "recommend",
    "24": "trends",
    "25": "supply",
    "26": "passport",
    "28": "fabric",
    "27": "design",
    "29": "wearables",
    "30": "tryon",
    "31": "workspace",
}
MODULES = sorted(path for path in HOUSE.rglob("*.py") if "static" not in path.parts)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


each_room = pytest.mark.parametrize("room", ROOMS)
each_domain = pytest.mark.parametrize("room", DOMAINS)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(path)))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git tracks or would track."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("what is tracked is known only in a clone with git")
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in listed if name and (path := ROOT / name).is_file())


def texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    for path in tracked():
        if not suffixes or path.suffix in suffixes:
            data = path.read_bytes()
            if b"\0" not in data[:8192]:
                yield path, data.decode("utf-8", errors="replace")


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call], ...]:
    """Every call as written: ("torch.load", node), ("print", node)."""
    return tuple((ast.unparse(node.func), node) for node in nodes(path) if isinstance(node, ast.Call))


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are absolute"
            yield str(node.module)


def each_module(rule: Callable[[Path], None]) -> Callable[[], None]:
    """One test that holds every module to a rule and names all that break it; thousands cost more."""

    @wraps(rule)
    def test() -> None:
        broken = []
        for path in MODULES:
            try:
                rule(path)
            except AssertionError as error:
                broken.append(f"{name_of(path)}: {error}")
        assert not broken, "\n".join(broken)

    del test.__wrapped__  # type: ignore[attr-defined] # pytest would ask for the rule's arguments
    return test


# --- rooms ---


def test_the_house_has_rooms() -> None:
    assert "garment" in ROOMS


@each_room
def test_a_room_has_a_door_that_lists_what_is_open(room: str) -> None:
    names = import_module(f"modiste.{room}").__all__
    assert names, f"modiste.{room} opens nothing"
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.startswith("_") and name != "__version__"]


@each_module
def test_other_rooms_are_entered_by_their_door(path: Path) -> None:
    own = path.relative_to(HOUSE).parts[0]
    inner = [
        name
        for name in imported(path)
        if name.startswith("modiste.") and len(name.split(".")) > 2 and name.split(".")[1] != own
    ]
    assert not inner, f"enters by the window: {inner}"


@each_domain
def test_a_domain_has_its_adapter_router_page_and_benchmark(room: str) -> None:
    missing = [
        place
        for place in (f"src/modiste/cli/{room}.py", f"src/modiste/api/{room}.py", f"docs/{room}.md")
        if not (ROOT / place).exists()
    ]
    if not any(room in path.read_text(encoding="utf-8") for path in (ROOT / "benchmarks").glob("[!_]*.py")):
        missing.append(f"benchmarks/{room}_*.py")
    assert not missing


@each_module
def test_a_module_is_named_by_a_noun_and_stays_readable(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
    assert len(text_of(path).splitlines()) <= 600


@each_module
def test_a_module_says_what_it_knows(path: Path) -> None:
    first = (ast.get_docstring(parsed(path)) or "").partition("\n")[0]
    assert first, "has no docstring"
    assert first.endswith("."), "the first line is a sentence"
    assert not first.lower().startswith(("this module", "this file", "module "))


def has_work(path: Path) -> bool:
    """Whether a module does something that a test can see fail: it has a function or a method."""
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in nodes(path))


@cache
def names_used(test: Path) -> set[str]:
    """What a test imports, modules and names alike."""
    names: set[str] = set()
    for node in nodes(test):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@each_module
def test_a_module_that_does_something_has_its_mirrored_test(path: Path) -> None:
    """Its own test_<module>.py, or a neighbour in the mirrored folder that imports it or a name of its."""
    if path.stem in ("__init__", "__main__") or "migrations" in path.parts or not has_work(path):
        return
    inside = path.relative_to(HOUSE)
    folder = ROOT / "tests" / inside.parent
    if (folder / f"test_{path.stem.lstrip('_')}.py").exists() or (folder / f"test_{path.stem}.py").exists():
        return
    module = ".".join(("modiste", *inside.with_suffix("").parts))
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    defined = {node.name for node in parsed(path).body if isinstance(node, kinds) and node.name[0] != "_"}
    known = {module, *(f"modiste.{inside.parts[0]}.{name}" for name in defined)}
    neighbours = [each for each in folder.glob("test_*.py") if names_used(each) & known]
    assert neighbours, f"missing: {name_of(folder / f'test_{path.stem}.py')}"


def test_every_test_file_can_fail() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        assert re.search(r"\bassert\b|pytest\.raises|pytest\.fail", path.read_text(encoding="utf-8")), path


EXAMPLES = [path for path in MODULES if ">>> " in text_of(path)]


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_the_examples_in_docstrings_are_true(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    failed, attempted = doctest.testmod(module)
    assert attempted > 0
    assert failed == 0


# --- what no module does ---


@each_module
def test_only_the_command_line_prints(path: Path) -> None:
    if path.relative_to(HOUSE).parts[0] == "cli":
        return
    loud = {"print", "rich.print", "sys.stdout.write", "sys.stderr.write", "typer.echo", "pprint.pprint"}
    assert not [f"line {node.lineno}: {name}" for name, node in calls(path) if name in loud]


@each_module
def test_nothing_read_is_ever_executed(path: Path) -> None:
    unsafe = {"pickle", "cPickle", "cloudpickle", "dill", "shelve", "marshal", "joblib"}
    assert not unsafe.intersection(name.partition(".")[0] for name in imported(path))
    banned = {"eval", "exec", "builtins.eval", "builtins.exec", "torch.save", "os.system"}
    assert not [f"line {node.lineno}: {name}" for name, node in calls(path) if name in banned]
    for name, node in calls(path):
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        if name == "torch.load":
            assert given.get("weights_only") == "True", f"line {node.lineno}"
        if name in ("np.load", "numpy.load"):
            assert given.get("allow_pickle", "False") == "False", f"line {node.lineno}"


def homes_in(path: Path, text: str) -> list[str]:
    """Home folders in a text; a test may speak of an invented one."""
    if path.is_relative_to(ROOT / "tests"):
        return []
    return re.findall(r"(?<![\w.~])/(?:home|Users|root)/[\w.-]+|[A-Z]:\\+Users\\+\w", text)


def test_no_file_knows_this_machine() -> None:
    """A home folder or the place of this clone, written anywhere, is of no use to anybody else."""
    here = [str(ROOT) + "/", *(os.environ.get(name, "") for name in ("PIP_FIND_LINKS", "PIP_INDEX_URL"))]
    found = [
        f"{name_of(path)}: {hit}"
        for path, text in texts()
        for hit in [*homes_in(path, text), *(place for place in here if len(place) > 3 and place in text)]
    ]
    assert not found


# --- errors ---


def raised() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in MODULES:
        for name, node in calls(path):
            if name.endswith("ModisteError") and node.args and isinstance(node.args[0], ast.Constant):
                yield path, node, str(node.args[0].value)


def test_every_code_in_the_house_is_in_the_catalogue_and_every_row_is_used() -> None:
    used = {
        code
        for path in MODULES
        if path.name != "errors.py"
        for code in re.findall(r"MOD-\d{4}", text_of(path))
    }
    assert used <= set(CATALOGUE)
    built = {code for code in CATALOGUE if ROOM_OF_BLOCK[code[4:6]] in ROOMS}
    assert built - used == set(), "rows that nothing raises"


def test_every_error_says_what_and_how_to_go_on() -> None:
    for code, problem in CATALOGUE.items():
        assert re.fullmatch(r"MOD-\d{4}", code)
        assert code[4:6] in ROOM_OF_BLOCK, code
        assert problem.title and not problem.title.endswith("."), code
        assert problem.detail.rstrip().endswith((".", "}")), code
        assert problem.remedy.strip().endswith((".", "}")), code
        assert 400 <= problem.status < 600, code


def test_every_gap_of_an_error_is_filled_where_it_is_raised() -> None:
    wrong = []
    for path, node, code in raised():
        given = {keyword.arg for keyword in node.keywords}
        if None in given or code not in CATALOGUE:  # ** cannot be read; unknown codes have their own test
            continue
        wanted = {
            name.partition(".")[0].partition("[")[0]
            for text in (CATALOGUE[code].detail, CATALOGUE[code].remedy)
            for _, name, _, _ in string.Formatter().parse(text)
            if name
        }
        if not wanted <= given:
            wrong.append(f"{name_of(path)}:{node.lineno} {code} lacks {sorted(wanted - given)}")
    assert not wrong


# --- words and pages ---


def glossary() -> list[list[str]]:
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if row[0] != "Term" and set(row[0]) != {"-"}]


def test_every_term_stands_in_both_languages_with_a_word_to_avoid() -> None:
    assert len(glossary()) >= 40
    for row in glossary():
        assert len(row) == 4, row
        term, chinese, meaning, avoid = row
        assert term and avoid, row
        assert CHINESE.search(chinese), row
        assert CHINESE.search(meaning), row
        assert re.match(r"[A-Z90`%“]", meaning), row
    terms = [row[0] for row in glossary()]
    assert len(set(terms)) == len(terms)


def test_a_word_to_avoid_names_no_class_and_no_module() -> None:
    avoid = {re.sub(r"[ -]", "", word).lower() for row in glossary() for word in row[3].split(", ")}
    named = {path.stem.strip("_").replace("_", "").lower(): name_of(path) for path in MODULES}
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                named[node.name.strip("_").lower()] = f"{name_of(path)}: {node.name}"
    assert not {name: where for name, where in named.items() if name in avoid}


def test_every_link_in_the_docs_resolves() -> None:
    dead = [
        f"{name_of(path)} -> {target}"
        for path, text in texts(".md")
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists()
    ]
    assert not dead


def test_every_page_is_in_the_navigation_and_every_entry_is_a_page() -> None:
    entries = re.findall(r"([\w./-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(entries) == pages
    assert len(entries) == len(set(entries))


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    paths = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    index = (ROOT / "docs" / "adr" / "index.md").read_text(encoding="utf-8")
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.findall(r"^## (.+)", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], (
            path.name
        )
        assert path.name in index


def test_every_dependency_has_a_reason() -> None:
    declared = [*PROJECT["project"]["dependencies"]]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        declared += [each for each in extra if not each.startswith("modiste[")]
    names = {re.split(r"[\[<>=!~; ]", each)[0].lower() for each in declared}
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^\| `([\w.-]+)` \| (.+) \|$", page, re.MULTILINE))
    assert set(reasons) == names
    assert all(len(reason) > 12 and reason.endswith(".") for reason in reasons.values())


def test_every_declared_dependency_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.partition("==")[0].lower().replace("_", "-") for line in lines if line and line[0] != "#"]
    assert all("==" in line for line in lines if line and line[0] != "#")
    assert pins == sorted(pins), "constraints.txt is in alphabetical order"
    extras = PROJECT["project"]["optional-dependencies"]
    declared = [*PROJECT["project"]["dependencies"], *(each for extra in extras.values() for each in extra)]
    names = {re.split(r"[\[<>=!~; ]", each)[0].lower().replace("_", "-") for each in declared} - {"modiste"}
    assert names <= set(pins)


def test_the_changelog_is_kept() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[Unreleased\]$", text, re.MULTILINE)
    assert set(re.findall(r"^### (\w+)", text, re.MULTILINE)) <= {
        "Added",
        "Changed",
        "Deprecated",
        "Removed",
        "Fixed",
        "Security",
    }


def test_both_readmes_tell_the_same() -> None:
    english, chinese = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
    )
    for pattern in (r"^#+ ", r"^- ", r"^\| ", r"^```"):
        count = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert count[0] == count[1], pattern
    commands = [
        re.findall(r"^(?:\./run|modiste) .*?(?=\s*#|$)", text, re.MULTILINE) for text in (english, chinese)
    ]
    assert commands[0] == commands[1]
    # A page that is there in both languages is linked in the reader's own.
    chinese = chinese.replace("docs/numbers.zh-CN.md", "docs/numbers.md")
    links = [sorted(re.findall(r"\]\(([^)]+)\)", text)) for text in (english, chinese)]
    assert links[0] == links[1]


def test_the_readmes_tree_shows_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = text.partition("## The house")[2].partition("```")[2].partition("```")[0]
    for room in ROOMS:
        assert re.search(rf"^  (?:\w+/ +)*{room}/", tree, re.MULTILINE), (
            f"{room} is missing from the README's tree"
        )


# --- size ---


# The design gives the house's pictures ten megabytes, one file of them, as it belongs together; the
# encoder's text tower may have twelve: most of it are the rows of its words.
LARGEST = {
    "src/modiste/workspace/flows/house/sample.zip": 10_000_000,
    "src/modiste/foundation/weights/encoder-text/model.onnx": 12_000_000,
}


def test_the_tree_stays_small() -> None:
    sizes = {name_of(path): path.stat().st_size for path in tracked()}
    assert not {name: size for name, size in sizes.items() if size > LARGEST.get(name, 8_000_000)}
    assert sum(sizes.values()) <= 60_000_000

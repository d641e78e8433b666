"""`modiste recipes, train, tune, evaluate, explain, compress, export, preview-augment, models`: learning.

Knows how steps and figures are shown; the steps are the workspace's flows.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste import workspace
from modiste.cli.terminal import Terminal, figure, settings_of, stoppable, table, whole_place
from modiste.workspace import flows

DATA = "A folder of class folders, FOLDER:test, or fashion-mnist:test."
CHOSEN = "validation_ndcg_at_10"
SHOWN = ("accuracy", "macro_precision", "macro_recall", "macro_f1", "roc_auc_macro", "ece")
BESIDE = ("leak_gap", "accuracy_turned_20_degrees")
"""Told of models of people: what the same people on both sides add, and what a turned sensor leaves."""
MODEL = "A model: NAME, NAME@VERSION, or a model folder."
Set = Annotated[list[str] | None, typer.Option("--set", help="A recipe's key=value; may be repeated.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    for verb in (recipes, train, tune, evaluate, explain, compress, export, preview_augment):
        app.command()(verb)
    models = typer.Typer(help="Models: list, show, promote, rollback.", invoke_without_command=True)
    models.callback()(models_list_by_default)
    models.command("list")(models_list)
    models.command("show")(models_show)
    models.command("promote")(models_promote)
    models.command("rollback")(models_rollback)
    app.add_typer(models, name="models")


def recipes(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Show this recipe whole.")] = None,
) -> None:
    """List what can be trained, or show one recipe."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        if name is not None:
            recipe = flows.recipe_named(shop, name)
            terminal.show(recipe.model_dump(mode="json"), lambda: recipe.to_toml().rstrip("\n"))
            return
        rows = flows.list_recipes(shop)
    columns = ("name", "title", "network", "data", "epochs", "source")
    terminal.show(rows, lambda: table(columns, [[row[column] for column in columns] for row in rows]))


def train(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="A recipe's name, or a .toml file.")],
    data: Annotated[str, typer.Option(help=DATA + " By default the recipe's own.")] = "",
    set_: Set = None,
    out: Annotated[str, typer.Option(help="The model's name; by default the recipe's.")] = "",
    background: Annotated[bool, typer.Option("--background", help="Leave it to a worker as a job.")] = False,
) -> None:
    """Train, calibrate, judge on held-out data, export, register; again, it goes on where it was cut off."""
    terminal: Terminal = context.obj
    settings = settings_of(set_ or ())
    if background:
        params = {"recipe": whole_place(recipe), "data": whole_place(data), "settings": settings, "out": out}
        terminal.queued("train", params)
        return
    with terminal.open_shop(create=True) as shop, terminal.progress() as progress, stoppable() as stopped:
        made = shop.train(recipe, data, settings, out, progress, stopped)
    figures = (made.validation or {}).get("metrics", {})
    rows = [
        ("model", f"{made.model}@{made.version}" if made.version else f"{made.model} (weights only)"),
        ("run", str(made.run)),
        ("epochs", figure(made.epochs)),
        ("seconds", figure(made.seconds)),
        *((f"{name} (held out)", _said(figures[name])) for name in (*SHOWN, CHOSEN) if name in figures),
    ]
    terminal.show(made.to_json(), lambda: table(("", ""), rows))


def tune(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="A recipe's name, or a .toml file.")],
    data: Annotated[str, typer.Option(help=DATA + " By default the recipe's own.")] = "",
    budget: Annotated[str, typer.Option(help="10m, 1.5h, 90s, '20 trials', or both.")] = "12 trials",
    space: Annotated[list[str] | None, typer.Option(help="key=low..high or key=a|b|c (or a,b,c).")] = None,
    set_: Set = None,
    out: Annotated[str, typer.Option(help="The name of the recipe that is left.")] = "",
    background: Annotated[bool, typer.Option("--background", help="Leave it to a worker as a job.")] = False,
) -> None:
    """Search for better settings on held-out training data; the best are kept as a recipe of the shop."""
    terminal: Terminal = context.obj
    settings = settings_of(set_ or ())
    wanted = [_choices(each) for each in space or ()]
    if background:
        params = {"recipe": whole_place(recipe), "data": whole_place(data), "settings": settings, "out": out}
        terminal.queued("tune", {**params, "budget": budget, "space": wanted})
        return
    with terminal.open_shop(create=True) as shop, terminal.progress() as progress, stoppable() as stopped:
        found = shop.tune(recipe, data, budget, wanted, settings, out, progress, stopped)
    rows = [
        (
            figure(trial["number"]),
            figure(trial["epochs"]),
            figure(trial["value"]),
            ", ".join(f"{key}={value}" for key, value in trial["settings"].items()) or "as the recipe",
        )
        for trial in found.trials
    ]
    terminal.show(found.to_json(), lambda: table(("trial", "epochs", "value", "settings"), rows))
    terminal.note(f"best: {figure(found.value)}; train it with: modiste train {found.recipe}")


def evaluate(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help=MODEL + " Or a recipe, fitted inside the protocol.")],
    data: Annotated[str, typer.Option(help=DATA)] = "",
    protocol: Annotated[
        str,
        typer.Option(
            help="as-served (models), folds:K (recipes), retrieval (encoder), "
            "leave-one-out, time, all-but-last or replay (recommend), backtest (trends.forecast)."
        ),
    ] = "",
    set_: Set = None,
    report: Annotated[Path | None, typer.Option(help="Write an HTML report to this file.")] = None,
) -> None:
    """Say what a model, or a recipe, is worth on data."""
    terminal: Terminal = context.obj
    settings = settings_of(set_ or ())
    with (
        terminal.shop_if_any() as shop,
        terminal.progress() as progress,
        stoppable() as stopped,
    ):
        result = flows.evaluate(shop, model, data, protocol, settings, progress, report, stopped)
    shown: dict[str, Any] = result.to_json()
    metrics = shown["metrics"]
    shown_first = [name for name in SHOWN if name in metrics] or list(metrics)
    rows = [(name, _said(metrics[name])) for name in shown_first]
    title = f"{result.model} on {result.data}, {result.protocol}, n = {result.n}"
    terminal.show(shown, lambda: table(("metric", "value"), rows))
    terminal.note(title)
    for name in BESIDE:
        if shown.get(name) is not None:
            terminal.note(f"{name}: {figure(shown[name])}")
    rejected = shown.get("rejected") or ()
    if rejected:
        rows_left = shown.get("n_rejected")
        what = f"{len(rejected)} files" if rows_left is None else f"{rows_left:,} rows"
        terminal.note(f"{what} were left out; the first: {rejected[0]['reason']}")


def explain(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help=MODEL)],
    files: Annotated[list[str], typer.Argument(help="Pictures.")],
    method: Annotated[
        list[str] | None, typer.Option(help="grad_cam, integrated_gradients or occlusion; may be repeated.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to save the pictures.")] = Path("explanations"),
) -> None:
    """Show where a model looks, how far to trust that, and the nearest training examples."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        made = [
            each if isinstance(each, dict) else each.to_json()
            for each in _explained(shop, model, files, method, out)
        ]
    terminal.failed = any("error" in each for each in made)
    rows = []
    for each in made:
        if "error" in each:
            rows.append((each["file"], "-", "-", "-", f"{each['error']['code']}: {each['error']['detail']}"))
        for row in each.get("explanations", ()):
            gain = figure(float(row["faithfulness"]["gain"]))
            rows.append((each["file"], each["label"], row["method"], gain, row["picture"]))
    terminal.show(made, lambda: table(("file", "label", "method", "gain over chance", "picture"), rows))


def compress(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help=MODEL)],
    data: Annotated[str, typer.Option(help=DATA + " By default the recipe's own.")] = "",
    by: Annotated[str, typer.Option(help="int8, prune or distil.")] = "int8",
    out: Annotated[str, typer.Option(help="The new model's name.")] = "",
    student: Annotated[str, typer.Option(help="The recipe of the student, to distil.")] = "",
    share: Annotated[float, typer.Option(help="The share of channels to take out, to prune.")] = 0.5,
) -> None:
    """Make a model smaller and faster, and say what that saves and what it costs."""
    terminal: Terminal = context.obj
    with (
        terminal.open_shop(create=True) as shop,
        terminal.progress() as progress,
        stoppable() as stopped,
    ):
        made = flows.compress(shop, model, data, by, out, progress, stopped, student, share)
    columns = ("model", "kB", "ms each", "speed-up", "accuracy", "change", "95 % interval")
    rows = [
        (
            row["name"],
            f"{row['size_bytes'] / 1000:.0f}",
            f"{row['ms_bs1']:.2f}",
            f"{row['speed_up']:.2f}",
            f"{row['value']:.4f}",
            f"{row['change']:+.4f}",
            f"{row['change_ci95'][0]:+.4f} to {row['change_ci95'][1]:+.4f}",
        )
        for row in made.table
    ]
    terminal.show(made.to_json(), lambda: table(columns, rows))
    terminal.note(f"compared on {made.notes['compared_on']}")


def export(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help=MODEL)],
    to: Annotated[Path, typer.Option("--out", "--to", help="The folder to make.")],
    form: Annotated[
        str, typer.Option("--format", help="onnx (the model's own folder), c or tflite.")
    ] = "onnx",
    data: Annotated[
        str, typer.Option(help="Where c and tflite learn ranges from; by default the golden vectors.")
    ] = "",
) -> None:
    """Write a model out: its own folder (ONNX, card, golden vectors), checked, or another form of it."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        made = flows.export_model(shop, model, to, form, data)
    terminal.show(made.to_json(), lambda: f"{made.model}: {made.folder}, {made.size_bytes / 1000:.0f} kB")
    terminal.note("\n".join(f"{name}: {figure(value)}" for name, value in made.notes.items()))


def preview_augment(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(help="A recipe's name, or a .toml file.")],
    data: Annotated[str, typer.Option(help=DATA + " By default the recipe's own.")] = "",
    html: Annotated[Path, typer.Option(help="The page to write.")] = Path("augmentation.html"),
    everything: Annotated[bool, typer.Option("--all", help="Show every operation there is.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the examples and the draws.")] = 0,
) -> None:
    """Show on a page what each operation of a recipe's augmentation does to its data."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        made = flows.preview_augment(shop, recipe, data, seed=seed, everything=everything)
    flows.write_preview_page(made, html)
    shown = [{"name": each.name, "parameters": dict(each.parameters)} for each in made.previews]
    rows = [
        (each.name, ", ".join(f"{key} = {value}" for key, value in each.parameters.items()))
        for each in made.previews
    ]
    terminal.show({"page": str(html), "operations": shown}, lambda: table(("operation", "parameters"), rows))
    terminal.note(f"page: {html}")


def models_list_by_default(context: typer.Context) -> None:
    """Models: list, show, promote, rollback."""
    if context.invoked_subcommand is None:
        models_list(context)


def models_list(context: typer.Context) -> None:
    """List every version of every model; a star marks what the bare name stands for."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        rows = flows.list_models(shop)
    columns = ("", "name", "version", "stage", "precision", "kB", "classes", "accuracy")
    terminal.show(rows, lambda: table(columns, [_model_row(row) for row in rows]))


def models_show(context: typer.Context, model: Annotated[str, typer.Argument(help=MODEL)]) -> None:
    """Show a model's card."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        shown = flows.described(flows.find_model(shop, model))
    rows = [
        (key, ", ".join(map(str, value)) if isinstance(value, list) else figure(value))
        for key, value in shown.items()
    ]
    terminal.show(shown, lambda: table(("", ""), rows))


def models_promote(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A model's name, or NAME@VERSION.")],
    version: Annotated[str, typer.Argument(help="The version, if not given with @.")] = "",
) -> None:
    """Put a version into production: the bare name then stands for it."""
    terminal: Terminal = context.obj
    bare, _, behind = name.partition("@")
    with terminal.open_shop() as shop:
        shown = flows.described(shop.registry.promote(bare, version or behind))
    terminal.show(shown, lambda: f"{shown['name']} is now {shown['name']}@{shown['version']}")


def models_rollback(
    context: typer.Context, name: Annotated[str, typer.Argument(help="A model's name.")]
) -> None:
    """Put back what was in production before."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shown = flows.described(shop.registry.roll_back(name))
    terminal.show(shown, lambda: f"{shown['name']} is now {shown['name']}@{shown['version']}")


def _explained(
    shop: "workspace.Shop | None", model: str, files: list[str], methods: list[str] | None, out: Path
) -> list[Any]:
    return flows.explain(shop, model, files, tuple(methods or ()), out)


def _choices(text: str) -> str:
    """`key=a,b,c` is `key=a|b|c` as well."""
    key, equals, values = text.partition("=")
    listed = values.startswith("[")
    return text if listed or "|" in values else f"{key}{equals}{values.replace(',', '|')}"


def _said(metric: dict[str, Any]) -> str:
    if metric["value"] is None:
        return "undefined"
    ci95 = metric["ci95"]
    interval = f"  [{ci95[0]:.4f}, {ci95[1]:.4f}]" if ci95 and None not in ci95 else ""
    return f"{metric['value']:.4f}{interval}"


def _model_row(row: dict[str, Any]) -> list[str]:
    named = [row["name"], row["version"], row["stage"]]
    mark = "*" if row["is_current"] else ""
    if "error" in row:
        return [mark, *named, f"{row['error']['code']}: {row['error']['detail']}", "", "", ""]
    accuracy = next((m["value"] for m in row["metrics"] if m["name"] == "accuracy"), None)
    size, classes = f"{row['size_bytes'] / 1000:.0f}", str(len(row["labels"]))
    return [mark, *named, row["precision"], size, classes, figure(accuracy)]

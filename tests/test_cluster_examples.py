"""The manifest and the recipe of a cluster say what a careful reader would ask of them."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "examples" / "cluster"


@pytest.fixture(scope="module")
def documents() -> Any:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with Ray")
    return list(yaml.safe_load_all((HERE / "kuberay.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def manifest(documents: Any) -> Any:
    return documents[0]


def templates(manifest: Any) -> Iterator[Any]:
    spec = manifest["spec"]["rayClusterSpec"]
    yield spec["headGroupSpec"]["template"]
    for group in spec["workerGroupSpecs"]:
        yield group["template"]


def pods(manifest: Any) -> Iterator[Any]:
    for template in templates(manifest):
        yield template["spec"]


def test_it_is_a_ray_job_of_the_pinned_ray(manifest: Any) -> None:
    assert (manifest["apiVersion"], manifest["kind"]) == ("ray.io/v1", "RayJob")
    pinned = re.search(r"^ray==(.+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert pinned
    assert manifest["spec"]["rayClusterSpec"]["rayVersion"] == pinned[1]
    assert manifest["spec"]["shutdownAfterJobFinishes"] is True


def test_no_pod_may_more_than_it_needs(manifest: Any) -> None:
    for pod in pods(manifest):
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
        assert pod["automountServiceAccountToken"] is False
        assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
        names = {volume["name"] for volume in pod["volumes"]}
        assert not [volume for volume in pod["volumes"] if "hostPath" in volume]
        for container in pod["containers"]:
            assert container["securityContext"]["allowPrivilegeEscalation"] is False
            assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
            assert container["resources"]["requests"] == container["resources"]["limits"]
            assert not container["image"].endswith(":latest") and ":" in container["image"]
            assert {mount["name"] for mount in container["volumeMounts"]} <= names


def test_every_process_asks_for_the_token_and_tells_nobody(manifest: Any) -> None:
    assert manifest["spec"]["rayClusterSpec"]["authOptions"] == {"mode": "token"}
    for pod in pods(manifest):
        for container in pod["containers"]:
            told = {each["name"]: each for each in container["env"]}
            assert told["RAY_USAGE_STATS_ENABLED"]["value"] == "0"
            assert not [name for name in told if "AUTH" in name], "the operator sets token and mode"
    head = manifest["spec"]["rayClusterSpec"]["headGroupSpec"]
    assert "dashboard-host" not in head["rayStartParams"], "the operator submits there; at home it would wait"


def test_only_the_clusters_pods_and_the_operator_reach_it(documents: Any, manifest: Any) -> None:
    (_, policy) = documents
    assert policy["kind"] == "NetworkPolicy"
    assert policy["spec"]["policyTypes"] == ["Ingress"]
    mark = policy["spec"]["podSelector"]["matchLabels"]
    for template in templates(manifest):
        assert mark.items() <= template["metadata"]["labels"].items()
    (rule,) = policy["spec"]["ingress"]
    (ours, operator) = rule["from"]
    assert ours == {"podSelector": {"matchLabels": mark}}
    assert operator["podSelector"]["matchLabels"] == {"app.kubernetes.io/component": "kuberay-operator"}
    assert not [each for each in rule["from"] if "ipBlock" in each]


def test_the_command_of_the_job_is_one_that_modiste_takes(manifest: Any) -> None:
    from modiste.cli import cluster
    from modiste.workspace.plugins import CLUSTER_JOBS

    words = manifest["spec"]["entrypoint"].split()
    assert words[:3] == ["modiste", "cluster", "run"]
    assert words[3] in CLUSTER_JOBS
    known = Path(cluster.__file__).read_text(encoding="utf-8")
    for word in words:
        if word.startswith("--") and word != "--json":
            assert word[2:].replace("-", "_") in known
    out = words[words.index("--out") + 1]
    mounts = next(pods(manifest))["containers"][0]["volumeMounts"]
    assert any(out.startswith(mount["mountPath"] + "/") for mount in mounts), "the run outlives the pod"


@pytest.mark.skipif(not shutil.which("sh"), reason="there is no sh")
def test_the_recipe_of_two_machines_is_a_shell_script_that_asks_for_a_token(tmp_path: Path) -> None:
    script = HERE / "two-machines.sh"
    subprocess.run(["sh", "-n", str(script)], check=True)
    assert os.access(script, os.X_OK)
    clean = {"PATH": os.environ["PATH"]}
    bare = subprocess.run([str(script), "head"], env=clean, capture_output=True, check=False)
    assert bare.returncode != 0
    assert b"RAY_AUTH_TOKEN_PATH" in bare.stderr
    token = tmp_path / "token"
    token.write_text("x")
    with_token = {**clean, "RAY_AUTH_TOKEN_PATH": str(token)}
    usage = subprocess.run([str(script)], env=with_token, capture_output=True, check=False)
    assert usage.returncode == 2
    assert b"usage" in usage.stderr


def test_the_image_installs_by_the_constraints_and_runs_as_nobody_special() -> None:
    text = (HERE / "Dockerfile").read_text(encoding="utf-8")
    assert "-c /modiste/constraints.txt" in text
    assert re.search(r"^USER 1000$", text, re.MULTILINE)
    assert "wget" in text, "KubeRay asks after a pod's health with it"
    assert '"ray[default]"' in text, "without it no job can be submitted"
    extras = re.search(r"/modiste\[([\w,]+)\]", text)
    assert extras
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert {*extras[1].split(",")} <= set(declared)

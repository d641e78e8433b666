"""`modiste serve` as a program: says where it is, starts a worker beside it, and both end together."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(
    find_spec("modiste.api.app") is None, reason="the API is not in this checkout"
)


def test_serving_answers_with_a_worker_and_ends_cleanly(tmp_path: Path, photos: Path) -> None:
    command = [sys.executable, "-m", "modiste", "serve", "--shop", str(tmp_path / "shop"), "--port", "0"]
    command += ["--answerers", "1"]
    served = subprocess.Popen(
        [*command, "--unlocked", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert served.stdout is not None
        told = "".join(iter(lambda: served.stdout.readline() if served.stdout else "", "}\n")) + "}"
        address = json.loads(told)["address"]
        body = json.dumps({"kind": "import", "params": {"source": str(photos)}}).encode()
        request = urllib.request.Request(
            f"{address}api/v1/jobs", body, {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            job = json.loads(answer.read())
        end = time.monotonic() + 60
        while job["state"] not in ("done", "failed") and time.monotonic() < end:
            time.sleep(0.1)
            with urllib.request.urlopen(f"{address}api/v1/jobs/{job['id']}", timeout=30) as answer:
                job = json.loads(answer.read())
        assert job["state"] == "done"
        served.send_signal(signal.SIGINT)
        _, err = served.communicate(timeout=30)
        assert "Traceback" not in err
        assert served.returncode in (0, 130)
    finally:
        if served.poll() is None:
            os.kill(served.pid, signal.SIGKILL)
            served.wait()


def test_who_is_told_to_end_closes_the_shop_first(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "modiste", "serve", "--shop", str(tmp_path / "shop"), "--port", "0"]
    served = subprocess.Popen(
        [*command, "--unlocked", "--no-work"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert served.stdout is not None
        address = served.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}healthz", timeout=60):
            served.send_signal(signal.SIGTERM)
        _, err = served.communicate(timeout=60)
        # By an exit, after which files are closed, and not by the signal itself, which would be -15.
        assert served.returncode == 128 + signal.SIGTERM and "Traceback" not in err
    finally:
        if served.poll() is None:
            served.kill()
            served.wait()


def test_serving_beyond_this_machine_without_a_key_is_refused(modiste: Any, tmp_path: Path) -> None:
    said = modiste("serve", "--host", "0.0.0.0", "--port", 0, "--no-work", "--shop", tmp_path / "shop")
    assert said.code == 1
    assert said.refused("MOD-2216")

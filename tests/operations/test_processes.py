"""What `make stop` ends: processes with our mark, never a number that others were given."""

import os
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def stop(folder: Path) -> str:
    """What `make stop` says for a data folder."""
    environment = {**os.environ, "TERRITORY_DATA": str(folder)}
    command = [ROOT / "bin" / "stop"]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def sleeper(**marks: str) -> subprocess.Popen[bytes]:
    """A process that carries these variables and waits."""
    return subprocess.Popen(["sleep", "60"], env={**os.environ, **marks})


def test_stop_ends_what_carries_the_mark_of_this_folder(tmp_path: Path) -> None:
    process = sleeper(TERRITORY_PROCESS=f"web:{tmp_path}")
    time.sleep(0.1)  # its environment is known once the program has begun
    assert "web" in stop(tmp_path)
    assert process.wait(timeout=5) != 0


@pytest.mark.parametrize("mark", ["web:elsewhere", ""])
def test_stop_leaves_others_alone_even_when_the_pid_file_names_them(
    tmp_path: Path, mark: str
) -> None:
    process = sleeper(TERRITORY_PROCESS=mark)
    for name in ("web", "worker", "server", "demo"):
        (tmp_path / f"{name}.pid").write_text(str(process.pid))
    assert "Nothing" in stop(tmp_path)
    assert process.poll() is None
    process.kill()
    process.wait()


def test_demo_says_which_port_is_taken(tmp_path: Path) -> None:
    server = subprocess.Popen(
        ["python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout
    port = server.stdout.readline().split("port ")[1].split()[0]
    environment = {**os.environ, "TERRITORY_DATA": str(tmp_path / "data"), "PORT": port}
    command = [ROOT / "bin" / "demo"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    server.kill()
    server.communicate()
    assert answer.returncode == 2
    assert f"Port {port} is used" in answer.stderr
    assert f"PORT={int(port) + 1}" in answer.stderr
    assert not (tmp_path / "data" / "pg").exists()

"""Where static files are collected, the modules and sheets that one page needs at first become one file each.

A browser asks for 50 small modules one by one, which is what a first view is slowest at. In the checkout they stay
apart: edit, reload. The bundler is Bun, one program from PyPI (docs/decisions/0019-bundles.md); without it the files
are served as they are, and the page works the same.
"""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.management.base import CommandError
from whitenoise.storage import CompressedStaticFilesStorage

logger = logging.getLogger(__name__)

ROOT = "frontend"
# Each is bundled by itself: what a script loads on use goes into files that only its own graph shares.
# The worker knows no import map, so it runs as a bundle only.
SCRIPTS = ("js/atlas.js", "js/main.js", "js/worker/tiles.js")
SHEETS = ("css/frame.css", "css/atlas.css")
PARTS = "js/parts"
# Which files an entry needs before it can start, by its address below the static files.
NEEDED = f"{ROOT}/bundles.json"
# What a first view consists of besides the bundles: worth compressing even where nobody is far away.
WORTH_COMPRESSING = ("leaflet/leaflet.js", f"{ROOT}/icons/sprite.svg", f"{ROOT}/icons/brand.svg")


class BundledFiles(StaticFilesStorage):
    """Collected files with their bundles; only what the first view of the map needs is compressed."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Makes the bundles in the folder of the collected files, and tells which files that were."""
        if dry_run:
            return
        made = bundle(Path(self.location))
        worth = [*made, *(path for path in WORTH_COMPRESSING if self.exists(path))]
        yield from _compressed(self, dict.fromkeys(worth, (self, "")))


class BundledCompressedFiles(CompressedStaticFilesStorage):
    """Collected files with their bundles, all compressed: for a server."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Makes the bundles before everything is compressed."""
        if dry_run:
            return
        made = bundle(Path(self.location))
        yield from super().post_process({**paths, **dict.fromkeys(made, (self, ""))}, dry_run, **options)


def _compressed(storage: StaticFilesStorage, paths: dict[str, Any]) -> Iterator[Any]:
    """The compressed forms of ``paths`` beside them, as WhiteNoise makes and serves them."""
    compressing = CompressedStaticFilesStorage(storage.location, storage.base_url)
    yield from compressing.post_process(paths)


def bundle(folder: Path) -> list[str]:
    """Puts the bundles into ``folder``, where static files lie collected; their names. None without a bundler."""
    bun = shutil.which("bun", path=str(Path(sys.executable).parent))
    if bun is None:
        logger.warning("There is no Bun beside this Python: scripts and styles are served in single files.")
        return []
    for entry in (*SCRIPTS, *SHEETS):
        # Anew from the source: a second run must not bundle its own bundle.
        shutil.copyfile(_source(entry), folder / ROOT / entry)
    made: list[str] = []
    needed: dict[str, list[str]] = {}
    for entry in SCRIPTS:
        report = _run(bun, folder, entry, "--splitting", "--chunk-naming", f"{PARTS}/[name]-[hash].[ext]")
        if report is None:
            return []
        outputs = {_clean(path): output for path, output in report["outputs"].items()}
        made += [f"{ROOT}/{path}" for path in outputs]
        needed[f"{ROOT}/{entry}"] = [f"{ROOT}/{path}" for path in _needed_by(entry, outputs)]
    for entry in SHEETS:
        _run(bun, folder, entry, "--external", "*.woff2", "--external", "*.png")
        made.append(f"{ROOT}/{entry}")
    (folder / NEEDED).write_text(json.dumps(needed, indent=1))
    return made


def _run(bun: str, folder: Path, entry: str, *options: str) -> dict[str, Any] | None:
    """Bun's report on bundling ``entry`` in place; None where this machine cannot run it. Raises CommandError."""
    here = folder / ROOT
    with tempfile.TemporaryDirectory() as desk:
        settings, report, out = Path(desk, "tsconfig.json"), Path(desk, "report.json"), Path(desk, "out")
        paths = {name: [str(here / "vendor" / file)] for name, file in vendored().items()}
        settings.write_text(json.dumps({"compilerOptions": {"baseUrl": str(here), "paths": paths}}))
        command = [bun, "build", entry, "--minify", "--format=esm", "--target=browser", "--root", ".", *options]
        command += [f"--tsconfig-override={settings}", f"--metafile={report}", f"--outdir={out}"]
        # Names of our own files, and no shell.
        done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode < 0:
            logger.warning("Bun does not run on this machine: scripts and styles are served in single files.")
            return None
        if done.returncode:
            raise CommandError(f"{entry} cannot be bundled:\n{done.stderr}")
        shutil.copytree(out, here, dirs_exist_ok=True)
        found: dict[str, Any] = json.loads(report.read_text())
        return found


def _needed_by(entry: str, outputs: dict[str, Any]) -> list[str]:
    """``entry`` and what it imports before it starts, itself first."""
    found = [entry]
    for name in found:
        for imported in outputs[name]["imports"]:
            path = _clean(imported["path"])
            if imported["kind"] == "import-statement" and path in outputs and path not in found:
                found.append(path)  # the loop goes on through what is added here
    return found


def _clean(path: str) -> str:
    return path.removeprefix("./")


def _source(entry: str) -> Path:
    path = finders.find(f"{ROOT}/{entry}")
    if not isinstance(path, str):
        raise FileNotFoundError(f"{ROOT}/{entry}")
    return Path(path)


@cache
def vendored() -> dict[str, str]:
    """Modules in the vendor folder by the name they are imported under, as ``vendor.json`` lists them."""
    entries = json.loads(_source("vendor/vendor.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry["file"] for entry in entries if entry["module"]}


@cache
def bundled(folder: str) -> dict[str, list[str]]:
    """Files that an entry needs, itself first, by entry; empty where ``folder`` holds no bundles."""
    try:
        found: dict[str, list[str]] = json.loads(Path(folder, NEEDED).read_text())
    except FileNotFoundError:
        return {}
    return found

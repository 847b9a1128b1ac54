#!/usr/bin/env python3
"""Translations: `messages.py compile | update | check`.

compile writes the .mo files, update collects new texts into the .po files, check tells what is
missing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALES = Path("frontend/locale")
LANGUAGES = ("de", "fr", "lb")  # English is what the code says
SOURCES = ("api", "config", "frontend", "layers", "territory")
IGNORED = (".venv", ".data", "node_modules", "tests", "benchmarks", "bin")


def catalogues(root: Path) -> list[Path]:
    """Every .po file of the checkout at ``root``, in alphabetical order."""
    return sorted((root / LOCALES).rglob("*.po"))


def compile_catalogues() -> None:
    """Writes each catalogue's .mo beside it when it is older.

    In Python, so that the demo needs no gettext package.
    """
    for path in catalogues(ROOT):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(unfinished))
        unfinished.replace(target)


def collect(root: Path) -> None:
    """Collects the marked texts below ``root`` into its .po files; needs xgettext."""
    (root / LOCALES).mkdir(parents=True, exist_ok=True)
    # Texts in JavaScript have a catalogue of their own, once there is one.
    for domain in {"django", *(path.stem for path in catalogues(root))}:
        command = [
            sys.executable,
            "manage.py",
            "makemessages",
            "--no-location",
            "--no-wrap",
            "-d",
            domain,
        ]
        command += [argument for language in LANGUAGES for argument in ("-l", language)]
        command += [argument for pattern in IGNORED for argument in ("-i", pattern)]
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)


def texts(path: Path) -> set[tuple[str, str]]:
    """The texts of a catalogue that are in use, each after its context."""
    return {
        (entry.msgctxt or "", entry.msgid)
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def findings() -> list[str]:
    """One sentence for each text that is untranslated, doubtful or not collected yet."""
    found = []
    for path in catalogues(ROOT):
        name = path.relative_to(ROOT / LOCALES)
        content = polib.pofile(str(path))
        found += [
            f"{name}: not translated: {entry.msgid!r}" for entry in content.untranslated_entries()
        ]
        found += [f"{name}: marked fuzzy: {entry.msgid!r}" for entry in content if entry.fuzzy]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copy(ROOT / "manage.py", copy)
        for source in SOURCES:
            shutil.copytree(
                ROOT / source, copy / source, ignore=shutil.ignore_patterns("vendor", "__pycache__")
            )
        collect(copy)
        for path in catalogues(copy):
            known = ROOT / path.relative_to(copy)
            missing = texts(path) - (texts(known) if known.exists() else set())
            name = path.relative_to(copy / LOCALES)
            found += [
                f"{name}: not collected yet (make messages): {text!r}"
                for _context, text in sorted(missing)
            ]
    return found


def main() -> int:
    """Exit code of the wish given on the command line."""
    wish = sys.argv[1] if len(sys.argv) > 1 else ""
    if wish == "compile":
        compile_catalogues()
    elif wish == "update":
        collect(ROOT)
        compile_catalogues()
    elif wish == "check":
        found = findings()
        print("\n".join(found) or "Every text is translated.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

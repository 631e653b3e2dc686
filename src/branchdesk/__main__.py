"""First breath: somewhere to leave word of a crash, then the window, or one verb without it."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from branchdesk import places

CRASH = "crash.log"
ENDING = ".branchdesk"
_NO_HEAP = 1  # WER_FAULT_REPORTING_FLAG_NOHEAP
_BORN = time.monotonic()
_crash_log: list[TextIO] = []  # faulthandler writes to it as long as the program lives


def main(arguments: list[str] | None = None) -> int:
    """Run the program and give its exit code: `branchdesk [[--data] FILE]` is the window, anything else a verb."""
    words = sys.argv[1:] if arguments is None else arguments
    _leave_no_image()
    data = _data_file(words)
    if words and data is None:
        from branchdesk import cli  # noqa: PLC0415 - the window does without it

        return cli.main(words)
    _leave_word()
    gc.disable()  # what a start loads, stays; searching it for rubbish would cost a tenth of the start
    try:
        from branchdesk import app  # noqa: PLC0415 - a verb does without Qt
    except ImportError as error:
        return _without_a_window(error)
    return app.run(data, _born())


def _without_a_window(error: ImportError) -> int:
    """Say which library of the system is missing where Qt could not be loaded, and give the exit code."""
    from branchdesk import missing  # noqa: PLC0415 - only when there is no window

    if not missing.is_understood(error):
        raise error
    missing.tell(missing.sentence(str(error)))
    return missing.UNABLE


def _data_file(words: list[str]) -> Path | None:
    """Give the file of `--data FILE`, or of FILE as a double click has it, where that is all that was asked."""
    match words:
        case ["--data", file]:
            return Path(file)
        case [word] if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        case [word] if not word.startswith("-") and _is_file(word):
            return Path(word)
    return None


def _is_file(word: str) -> bool:
    """Say whether a word is a file, and no verb; one of ours may also be missing, and the window will say so."""
    path = Path(word)
    if path.suffix.lower() == ENDING:
        return True
    return path.is_absolute() and path.is_file()


def _born() -> float:
    """Give when the process began, on the monotonic clock: before its interpreter, which a bundle first unpacks."""
    try:
        return time.monotonic() - (_age_on_windows() if sys.platform == "win32" else _age_on_linux())
    except (OSError, ValueError, IndexError, AttributeError):
        return _BORN


def _age_on_linux() -> float:
    after_name = Path("/proc/self/stat").read_text("utf-8", "surrogateescape").rpartition(")")[2].split()
    begun = int(after_name[19]) / os.sysconf("SC_CLK_TCK")  # since the machine started, in hundredths of a second
    return float(Path("/proc/uptime").read_text("ascii").split()[0]) - begun


def _age_on_windows() -> float:
    import ctypes  # noqa: PLC0415 - Linux does without

    windows: Any = getattr(ctypes, "windll", None)
    kernel = windows.kernel32
    times = [ctypes.c_ulonglong() for _ in range(4)]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    if not kernel.GetProcessTimes(ctypes.c_void_p(kernel.GetCurrentProcess()), *map(ctypes.byref, times)):
        raise OSError
    now = ctypes.c_ulonglong()
    kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
    return (now.value - times[0].value) / 10_000_000  # in tenths of a microsecond


def _leave_no_image() -> None:
    """Keep what is in memory, keys and records, out of what the system writes down of a program that crashed."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Linux does without

        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
        return
    import resource  # noqa: PLC0415 - Windows has none

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # what goes through a pipe, as to a service that collects crashes, heeds no limit
        Path("/proc/self/coredump_filter").write_text("0", "ascii")


def _leave_word() -> None:
    """Send the traces of a crash to a file; a program without a console has nowhere else."""
    folder = places.log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / CRASH).open("a", encoding="utf-8")
    except OSError:
        return
    _crash_log.append(file)
    faulthandler.enable(file)
    # A windowed program on Windows is born without streams; libraries that print must find something.
    if sys.stderr is None or sys.stdout is None:
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the program's whole life
        _crash_log.append(nowhere)
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


if __name__ == "__main__":
    sys.exit(main())

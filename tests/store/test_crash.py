"""A process killed inside a transaction: the file opens, and nothing of the transaction is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import builders
from branchdesk.services import branch
from branchdesk.services.keeping import past

TESTS = Path(__file__).parents[1]
KILLED = """
import os, signal, sys
from pathlib import Path
import builders
from branchdesk.services import branch
from branchdesk.services.people import members
from branchdesk.services.people.members import MemberIntake
from branchdesk.store.history import operate
from branchdesk.store import history

def die(*_, **__):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

store = branch.open_file(Path(sys.argv[1]))
"""
MOMENTS = {
    "after the rows, before the history": """
with operate(store, "test", "半途") as work:
    MemberIntake(work.connection, store.branch.id, builders.TODAY).add(work, builders.PEOPLE * 50)
    die()
""",
    "after all of it, before it is kept": """
history.clock.stamp = die
members.save(store, None, {"name": "欧阳冲"})
""",
    "in the middle of taking back": """
history.seal = die
history.undo(store)
""",
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=[*MOMENTS])
def test_a_killed_process_leaves_nothing_half_done(path: Path, moment: str) -> None:
    made = builders.new_branch(path)
    builders.fill(made)
    before, steps = builders.records(made), past.steps(made)
    made.close()
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])}
    done = subprocess.run([sys.executable, "-c", KILLED + moment, path], capture_output=True, check=False, env=here)
    assert done.returncode != 0
    assert not done.stderr, done.stderr.decode()
    with builders.opened(path) as again:
        assert branch.check(again).ok
        assert (builders.records(again), past.steps(again)) == (before, steps)
        builders.fill(again)
        past.undo(again)
        assert branch.check(again).ok

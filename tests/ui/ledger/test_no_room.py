"""What is typed stays where there is no room for it, and is saved once there is."""

import sys

import pytest

from branchdesk.errors import Trouble
from branchdesk.services import Store, branch
from branchdesk.ui.main_window import MainWindow
from full_disk import limited
from ui.ledger.room import Go, Wait, type_into

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files there")


def test_a_form_stays_typed_and_is_saved_when_there_is_room(
    go: Go, window: MainWindow, settle: Wait, store: Store
) -> None:
    troubles: list[Trouble] = []
    window.desk.jobs.troubled.disconnect(window.alarm.tell)
    window.desk.jobs.troubled.connect(troubles.append)
    screen = go("members")
    screen.open_new()
    type_into(screen.form.fields["name"].editor, "张三")
    type_into(screen.form.fields["post"].editor, "检察官")
    with limited(4096):
        screen.form.save()
        settle()
    assert [trouble.code for trouble in troubles] == ["disk_error"]
    assert screen.page is screen.form
    assert screen.form.fields["post"].input.value() == "检察官"
    screen.form.save()
    settle()
    settle()
    assert screen.page is not screen.form
    assert "新增“张三”" in screen.notice.label.text()
    assert branch.check(store).ok

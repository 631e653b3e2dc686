"""A package for the next secretary: under a key of its own, whole, counted, and of no use to the old passwords."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from sqlalchemy import Connection

import builders
from branchdesk.errors import Refusal
from branchdesk.services import branch, preferences
from branchdesk.services.keeping import handing_over, past, vault
from branchdesk.services.keeping.handing_over import Package, Wish
from branchdesk.services.meetings import meetings
from branchdesk.store import driver
from branchdesk.store import vault as keys
from branchdesk.store.engine import Store
from branchdesk.words import handing_over as say

OLD, NEW = "春风化雨 2026", "秋月无边 1949"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Argon2id cost little."""
    monkeypatch.setattr(keys, "measure", lambda: keys.Cost(1, 8 * 1024 * 1024))


@pytest.fixture
def protected(path: Path) -> Store:
    made = builders.new_branch(path)
    builders.fill(made)
    meetings.save(made, builders.meeting())
    preferences.put(made, "columns/members", ["name"])
    made.close()
    return vault.protect(path, "翟堃", OLD).store


def handed(store: Store, folder: Path) -> Package:
    return handing_over.write(store, Wish(folder, "陈䶮", NEW, NEW))


def counts(connection: Connection) -> dict[str, int]:
    return driver.table_counts(connection.connection.driver_connection)


def refused(store: Store, wish: Wish) -> str:
    with pytest.raises(Refusal) as caught:
        handing_over.write(store, wish)
    return caught.value.code


def test_a_package_opens_by_its_own_password_alone_and_holds_everything(
    protected: Store, path: Path, tmp_path: Path
) -> None:
    old = vault.recovery_of(protected)
    package = handed(protected, tmp_path)
    assert package.folder.name == "交接包-第四党支部-20261123"
    names = {"第四党支部.branchdesk", "第四党支部.branchdesk.keys", "支部工作交接清单.pdf", "接收说明.txt"}
    assert {file.name for file in package.folder.iterdir()} == names
    for password in (OLD, "another word"):
        with pytest.raises(Refusal, match="密码不对"):
            vault.unlock(package.data, password)
    with pytest.raises(Refusal, match="恢复密钥不是"):
        vault.unlock_by_recovery(package.data, " ".join(old))
    with pytest.raises(Refusal):
        branch.open_file(package.data)
    received = handing_over.receive(package.data, tmp_path / "新电脑" / "数据")
    fresh = vault.unlock(received, NEW)
    assert fresh.operator == "陈䶮"
    assert branch.check(fresh).ok
    with protected.reading() as here, fresh.reading() as there:
        mine, theirs = counts(here), counts(there)
    # The event that it was made against the one that it was taken over, and the wrong passwords above.
    assert theirs.pop("operation") == mine.pop("operation") + 1
    assert theirs == mine
    assert builders.records(fresh) == builders.records(protected)
    assert past.steps(protected)[0].title.startswith("制作交接包（接收人：陈䶮；人员 6名，会议 1次，线索 0条")
    assert past.steps(fresh)[1].title.startswith("由交接包接收（接收人：陈䶮")
    fresh.close()
    vault.unlock_by_recovery(received, " ".join(package.recovery)).close()
    assert protected.path == path
    protected.close()


def test_the_list_says_what_is_in_the_package_and_by_what_the_file_is_known(protected: Store, tmp_path: Path) -> None:
    package = handed(protected, tmp_path)
    protected.close()
    text = _text(package.folder / say.LIST_FILE)
    for word in (
        "第四党支部工作交接清单",
        "正式党员4名",
        "移交人",
        "接收人",
        "监交人",
        "尚未办结事项",
        package.data.name,
    ):
        assert word in text
    assert package.digest in "".join(text.split())
    assert handing_over.data_file(package.data).digest == package.digest
    assert "翟堃" not in text + (package.folder / say.README_FILE).read_text("utf-8-sig")


def test_a_file_without_a_password_is_handed_over_under_one(store: Store, tmp_path: Path) -> None:
    builders.fill(store)
    package = handed(store, tmp_path)
    assert vault.is_locked(package.data)
    fresh = vault.unlock(package.data, NEW)
    assert fresh.protected
    assert builders.records(fresh) == builders.records(store)
    fresh.close()


def test_what_is_not_fit_is_said_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "优盘"
    place.mkdir()
    steps = len(past.steps(store))
    assert refused(store, Wish(place, "陈䶮", NEW, NEW + "1")) == "password_differs"
    assert refused(store, Wish(place, "陈䶮", "short", "short")) == "password_short"
    assert refused(store, Wish(place, " ", NEW, NEW)) == "operator_missing"
    assert refused(store, Wish(place / "none", "陈䶮", NEW, NEW)) == "folder_missing"
    assert list(place.iterdir()) == []
    assert len(past.steps(store)) == steps
    handed(store, place)
    assert refused(store, Wish(place, "陈䶮", NEW, NEW)) == "folder_there"


def test_work_that_is_given_up_leaves_nothing_of_the_package(store: Store, tmp_path: Path) -> None:
    class GivenUp(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise GivenUp

    with pytest.raises(GivenUp):
        handing_over.write(store, Wish(tmp_path, "陈䶮", NEW, NEW), stop)
    assert [folder.name for folder in tmp_path.iterdir() if folder.name.startswith("交接包")] == []


def test_a_package_beside_a_file_of_that_name_takes_a_number(store: Store, tmp_path: Path) -> None:
    package = handed(store, tmp_path)
    first, second = (handing_over.receive(package.data, tmp_path / "数据") for _ in range(2))
    assert (first.name, second.name) == ("第四党支部.branchdesk", "第四党支部 (2).branchdesk")
    keys.keys_file(package.data).unlink()
    with pytest.raises(Refusal, match="不是完整的交接包"):
        handing_over.receive(package.data, tmp_path / "数据")


def _text(path: Path) -> str:
    with pdfium.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r", "")

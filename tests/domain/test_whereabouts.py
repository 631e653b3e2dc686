"""A network drive is refused only where it surely is one; a synchronised folder is known by its name."""

from __future__ import annotations

import pytest

from branchdesk.domain.whereabouts import is_of_another_machine, network_type, synchroniser

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
23 22 0:40 / /mnt/科室 rw - cifs //10.1.2.3/share rw,vers=3.0
24 22 0:41 / /mnt/科室/本机 rw - ext4 /dev/vdb rw
25 22 0:42 / /home/张三/共享\\040盘 rw master:1 - nfs4 10.1.2.3:/export rw
26 22 0:43 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
27 22 0:44 / /mnt/dav rw - fuse https://dav.example.cn/ rw
28 22 0:45 / /mnt/u rw - fuseblk /dev/sdb1 rw
29 22 0:46 / /mnt/c rw - 9p C:\\134 rw
30 22 0:47 / /var/volatile rw - tmpfs tmpfs rw
31 22 0:48 / /mnt/two rw - nfs a:/b rw
32 22 0:49 / /mnt/two rw - ext4 /dev/vdc rw
nonsense
"""
CONTAINERS = (
    "1 0 0:1 / / rw - overlay overlay rw",
    "1 0 0:1 / / rw - 9p share rw",
    "1 0 0:1 / / rw - virtiofs share rw",
    "1 0 0:1 / / rw - btrfs /dev/sda rw",
    "",
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/张三/支部.branchdesk", ""),
        ("/mnt/科室/支部.branchdesk", "cifs"),
        ("/mnt/科室外/支部.branchdesk", ""),
        ("/mnt/科室/本机/支部.branchdesk", ""),
        ("/home/张三/共享 盘/支部.branchdesk", "nfs4"),
        ("/run/user/1000/gvfs/smb-share:server=a,share=b/支部.branchdesk", "fuse.gvfsd-fuse"),
        ("/mnt/dav/支部.branchdesk", "davfs"),
        ("/mnt/u/支部.branchdesk", ""),
        ("/mnt/c/支部.branchdesk", ""),
        ("/var/volatile/支部.branchdesk", ""),
        ("/mnt/two/支部.branchdesk", ""),
    ],
)
def test_the_innermost_mount_says_what_a_path_lies_on(path: str, kind: str) -> None:
    assert network_type(path, MOUNTS) == kind


@pytest.mark.parametrize("mounts", CONTAINERS)
def test_the_disk_of_a_container_is_no_network_drive(mounts: str) -> None:
    assert network_type("/data/支部.branchdesk", mounts) == ""


@pytest.mark.parametrize(
    ("path", "drive", "remote"),
    [
        (r"\\server\share\支部.branchdesk", None, True),
        ("//server/share/支部.branchdesk", None, True),
        (r"\\?\UNC\server\share\支部.branchdesk", None, True),
        (r"\\?\C:\支部.branchdesk", 3, False),
        (r"\\.\C:\支部.branchdesk", 3, False),
        (r"Z:\支部.branchdesk", 4, True),
        (r"C:\支部.branchdesk", 3, False),
        (r"E:\支部.branchdesk", 2, False),
        (r"C:\支部.branchdesk", None, False),
    ],
)
def test_windows_says_which_drive_is_another_machines(path: str, drive: int | None, remote: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_of_another_machine(path, drive) is remote


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("C:/Users/张三/OneDrive/文档", "OneDrive"),
        ("C:/Users/张三/OneDrive - 某某市人民检察院/文档", "OneDrive"),
        ("D:/我的坚果云/支部", "坚果云"),
        ("D:/BaiduSyncdisk/支部", "百度网盘"),
        ("D:/WPS云盘/支部", "WPS 云盘"),
        ("D:/微云同步助手/123/支部", "微云"),
        ("D:/360安全云盘/支部", "360 安全云盘"),
        ("D:/文档/支部", ""),
        ("D:/微云山文档/支部", ""),
    ],
)
def test_folders_of_synchronising_programs_are_known_by_name(folder: str, program: str) -> None:
    assert synchroniser(folder.split("/")) == program


def test_the_environment_and_marks_name_folders_that_have_other_names() -> None:
    parts = ("D:\\", "资料", "支部")
    assert synchroniser(parts, [("OneDrive", ("d:\\", "资料"))]) == "OneDrive"
    assert synchroniser(parts, [("OneDrive", ("d:\\", "别处")), ("OneDrive", ())]) == ""
    assert synchroniser(parts, markers={".dropbox"}) == "Dropbox"

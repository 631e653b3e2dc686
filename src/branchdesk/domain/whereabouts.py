"""Where a file lies, judged from facts alone: a network drive, a folder that another program synchronises.

SQLite's journal needs locks and shared memory of one machine: on a network drive two of them can damage a file. A
synchronising program copies a file while it is written, and puts older copies back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

# Surely network: file systems of containers and virtual machines (overlay, 9p, virtiofs) are the machine's own disk.
NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "ncp", "afs", "coda", "ceph", "glusterfs", "lustre"),
        *("davfs", "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.glusterfs"),
        *("fuse.smbnetfs", "fuse.curlftpfs", "fuse.s3fs", "fuse.ceph", "fuse.juicefs", "fuse.kio-fuse", "beegfs"),
    }
)
REMOTE = 4  # what Windows calls a drive of another machine (DRIVE_REMOTE)

# How the folders of synchronising programs are called, in small letters, and the program's name for people.
_FOLDERS = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "nutstore files": "坚果云",
    "百度网盘同步空间": "百度网盘",
    "百度同步盘": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "baidunetdiskworkspace": "百度网盘",
    "wps云盘": "WPS 云盘",
    "wps网盘": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "金山文档": "金山文档",
    "dropbox": "Dropbox",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "微云": "微云",
    "微云同步助手": "微云",
    "weiyun": "微云",
    "腾讯文档": "腾讯文档",
    "360安全云盘": "360 安全云盘",
    "360云盘": "360 安全云盘",
    "360同步云盘": "360 安全云盘",
    "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
}
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
}
MARKERS = tuple(_MARKERS)
VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}


def network_type(path: str, mountinfo: str) -> str:
    """Give the network file system that an absolute path lies on by Linux's list of mounts; empty where it is none."""
    best, found = "", ""
    for line in mountinfo.splitlines():
        place, dash, source = line.partition(" - ")
        fields, kinds = place.split(" "), source.split(" ")
        if not dash or len(fields) < 5 or len(kinds) < 2:  # noqa: PLR2004 - as proc(5) lays a line out
            continue
        point = _plain(fields[4])
        if len(point) >= len(best) and (path == point or path.startswith(point.rstrip("/") + "/")):
            dav = kinds[0] == "fuse" and kinds[1].startswith(("http://", "https://"))
            best, found = point, "davfs" if dav else kinds[0]
    return found if found in NETWORK_TYPES else ""


def is_of_another_machine(path: str, drive_type: int | None) -> bool:
    """Say whether a path of Windows is on a network: written with two strokes, or on a drive that Windows calls so."""
    path = path.replace("/", "\\")
    if path.startswith(("\\\\?\\", "\\\\.\\")):
        return path[4:8].upper() == "UNC\\" or drive_type == REMOTE
    return path.startswith("\\\\") or drive_type == REMOTE


def synchroniser(
    parts: Sequence[str], roots: Iterable[tuple[str, Sequence[str]]] = (), markers: Collection[str] = ()
) -> str:
    """Name the program that synchronises a folder, or nothing.

    `parts` are the folder's names from the top; `roots` the folders that the environment says a program keeps, each
    with the program's name; `markers` what of MARKERS lies in the folder or above it.
    """
    small = [part.casefold() for part in parts]
    for name, root in roots:
        if root and small[: len(root)] == [part.casefold() for part in root]:
            return name
    for part in small:
        if part in _FOLDERS:
            return _FOLDERS[part]
        if part.startswith("onedrive - "):  # OneDrive of an organisation bears its name
            return "OneDrive"
    return next((name for marker, name in _MARKERS.items() if marker in markers), "")


def _plain(point: str) -> str:
    """Read a mount point, whose blanks are written as octal numbers."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, sign)
    return point

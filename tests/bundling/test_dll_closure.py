"""A bundle that asks for a DLL which no office has is found before it leaves."""

import struct
from pathlib import Path

import pytest

import dll_closure


def program(*names: str, late: tuple[str, ...] = (), stub: bytes = b"") -> bytes:
    """Write a 64-bit Windows file that does nothing but name DLLs."""
    start, header, section = 0x1000, 0x80, 0x200
    content = bytearray(0x2000)
    content[0x40 : 0x40 + len(stub)] = stub
    struct.pack_into("<2s58xI", content, 0, b"MZ", header)
    struct.pack_into("<4sHH12xHH", content, header, b"PE\0\0", 0x8664, 1, 240, 0x22)
    optional = header + 24
    struct.pack_into("<H", content, optional, dll_closure.PLUS)
    struct.pack_into("<I", content, optional + 108, 16)
    struct.pack_into("<8sIIII", content, optional + 240, b".rdata", 0x1000, start, 0x1000, section)
    entry, text = start, start + 0x800
    for which, listed in ((dll_closure.IMPORTS, names), (dll_closure.DELAYED, late)):
        struct.pack_into("<II", content, optional + 112 + 8 * which, entry if listed else 0, 0)
        for name in listed:
            struct.pack_into("<I", content, entry - start + section + dll_closure.NAMES[which], text)
            struct.pack_into(f"<{len(name)}s", content, text - start + section, name.encode())
            entry, text = entry + dll_closure.SIZES[which], text + len(name) + 1
        entry += dll_closure.SIZES[which]
    return bytes(content)


def test_reads_what_a_file_imports_at_once_and_late() -> None:
    assert dll_closure.imported(program("KERNEL32.dll", "Qt6Core.dll", late=("dwmapi.dll",))) == {
        "kernel32.dll",
        "qt6core.dll",
        "dwmapi.dll",
    }


def test_a_file_without_imports_names_nothing() -> None:
    assert dll_closure.imported(program()) == set()


def test_a_whole_bundle_has_no_troubles(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "branchdesk.exe").write_bytes(program("KERNEL32.dll", "Qt6Core.dll", "api-ms-win-crt-heap-l1-1-0.dll"))
    (tmp_path / "inner" / "qt6core.DLL").write_bytes(program("USER32.dll"))
    assert dll_closure.troubles(tmp_path) == []


@pytest.mark.parametrize(
    "listed", [{"names": ("libwinpthread-1.dll",)}, {"names": (), "late": ("libwinpthread-1.dll",)}]
)
def test_a_dll_that_nobody_has_is_named_with_who_asks(tmp_path: Path, listed: dict[str, tuple[str, ...]]) -> None:
    (tmp_path / "one.pyd").write_bytes(program(*listed["names"], late=listed.get("late", ())))
    assert dll_closure.troubles(tmp_path) == [
        "one.pyd asks for libwinpthread-1.dll, which neither the bundle nor Windows 10 has"
    ]


def test_a_dll_of_wine_is_found(tmp_path: Path) -> None:
    (tmp_path / "ucrtbase.dll").write_bytes(program("ntdll.dll", stub=b"Wine builtin DLL\0"))
    assert dll_closure.troubles(tmp_path) == ["ucrtbase.dll is wine's"]


def test_a_runtime_that_is_not_of_qts_wheels_is_found(tmp_path: Path) -> None:
    (tmp_path / "shiboken6").mkdir()
    (tmp_path / "shiboken6" / "VCRUNTIME140.dll").write_bytes(program("KERNEL32.dll"))
    (tmp_path / "vcruntime140.dll").write_bytes(program("KERNEL32.dll"))
    assert dll_closure.troubles(tmp_path) == []
    (tmp_path / "vcruntime140.dll").write_bytes(program("USER32.dll"))
    assert dll_closure.troubles(tmp_path) == ["vcruntime140.dll is not the one of Qt's wheels"]

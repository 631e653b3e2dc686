"""How history names that full ID numbers were seen or left the program; none of them is told."""

from collections.abc import Mapping
from types import MappingProxyType

WAYS: Mapping[str, str] = MappingProxyType(
    {
        "shown": "查看完整号码",
        "exported": "导出完整号码",
        "copied": "复制完整号码",
        "paper": "材料中含完整号码",
    }
)


def title(way: str, what: str, people: int | None) -> str:
    """Name the event: which way, of what or whom, and of how many people where it is a list."""
    return f"{WAYS[way]}：{what}" if people is None else f"{WAYS[way]}：{what}，{people} 人"


def later(name: str, at: str) -> str:
    """Name an event that could not be written down when it happened, as beside a window that held the file."""
    return f"{name}（{at[:16].replace('T', ' ')}，命令行）"

import pytest

from branchdesk.ui.guard import choose

PORTAL = {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("session", "bundled", "changes"),
    [
        ({}, False, {}),
        ({"XMODIFIERS": "@im=ibus"}, False, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "ibus"}, False, {}),
        ({"XMODIFIERS": "@im=fcitx"}, False, PORTAL),
        ({"XMODIFIERS": "@im=fcitx"}, True, {"QT_IM_MODULE": "fcitx"}),
        ({"QT_IM_MODULE": "fcitx5"}, False, PORTAL),
        ({"QT_IM_MODULE": "fcitx"}, True, {}),
        ({"XMODIFIERS": "@im=none", "GTK_IM_MODULE": "fcitx"}, False, PORTAL),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "xim"}, False, PORTAL),
        ({"XMODIFIERS": "@im=SCIM"}, False, {}),
    ],
)
def test_the_session_decides(session: dict[str, str], bundled: bool, changes: dict[str, str]) -> None:  # noqa: FBT001
    choice = choose(session, fcitx_bundled=bundled, platform="linux")
    assert choice.changes == changes
    assert choice.explanation.endswith("。")


def test_other_systems_need_nothing() -> None:
    assert choose({"XMODIFIERS": "@im=fcitx"}, fcitx_bundled=False, platform="win32").changes == {}

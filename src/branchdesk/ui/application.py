"""The application object under every window: its language, its style, how it follows the screen's scale."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from PySide6.QtCore import (
    QLibrary,
    QLibraryInfo,
    QMessageLogContext,
    Qt,
    QtMsgType,
    QTranslator,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from branchdesk import __version__

ID = "cn.branchdesk.app"  # what desktops know the program's windows, menu entry and icon by
PLATFORM = "QT_QPA_PLATFORM"


def make_application(arguments: list[str]) -> QApplication:
    """Make the application speak Chinese and look the same everywhere.

    Where Qt can open no window it would end the program with a page of its own words: then one sentence is said, and
    the program ends with the exit code 1.
    """
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QGuiApplication.setDesktopFileName(ID)
    if getattr(sys, "frozen", False):
        keep_to_what_is_shipped(os.environ)
    with _last_words_heard():
        application = QApplication(arguments)
    application.setApplicationName("branchdesk")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def keep_to_what_is_shipped(environment: MutableMapping[str, str]) -> None:
    """Forget the session's choice of a platform that the bundle has no plugin for: it comes to every desktop by X."""
    if sys.platform == "linux" and "xcb" not in environment.get(PLATFORM, "xcb"):
        del environment[PLATFORM]


@contextmanager
def _last_words_heard() -> Iterator[None]:
    """Turn what Qt says before it aborts into a sentence; what it says otherwise is passed on."""
    heard: list[str] = []
    said: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        heard.append(text)
        if kind == QtMsgType.QtFatalMsg:
            from branchdesk import missing  # noqa: PLC0415 - only when there is no window

            missing.tell(missing.sentence("\n".join([*heard, _loader_says()])))
            os._exit(missing.UNABLE)  # back in Qt there is nothing but the abort
        if callable(before):
            before(kind, context, text)
        else:
            said.append(qFormatLogMessage(kind, context, text))

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    sys.stderr.writelines(f"{line}\n" for line in said)


def _loader_says() -> str:
    """Give the system's own words about the plugin for X, which Qt keeps to itself: they name the library it wants."""
    folder = os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH")
    folder = folder or f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)}/platforms"
    plugin = QLibrary(f"{folder}/libqxcb.so")
    return "" if plugin.load() else plugin.errorString()

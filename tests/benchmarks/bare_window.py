"""The plainest window: what Qt and SQLAlchemy take by themselves. `bare_window.py [FILE]` tells when it was painted.

With a file, a row of it is read through a session of SQLAlchemy and shown in the window.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


def tell() -> None:
    print(time.time_ns())
    QApplication.quit()


def main() -> None:
    application = QApplication(sys.argv[:1])
    text = read(sys.argv[1]) if len(sys.argv) > 1 else "窗口"
    window = Window()
    window.setCentralWidget(QLabel(text))
    window.resize(1300, 730)
    window.show()
    application.exec()


def read(file: str) -> str:
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - only where a file is read
    from sqlalchemy.orm import Session  # noqa: PLC0415
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(file, check_same_thread=False))
    with Session(engine) as session:
        return str(session.scalar(text("SELECT name FROM branch")))


if __name__ == "__main__":
    main()

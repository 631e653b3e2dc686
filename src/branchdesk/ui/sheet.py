"""The style sheet, as a template: which widget wears which colour. `theme` fills in colours and sizes."""

SHEET = """
* { outline: none; }
QMainWindow, QWidget[role="page"], QScrollArea[role="page"] { background: ${page}; border: none; }
QScrollArea[role="bare"], QWidget[role="bare"] { background: transparent; border: none; }
QScrollArea[role="surface"], QWidget[role="surface"] { background: ${surface}; border: none; }
QDialog, QMessageBox { background: ${surface}; }
QToolTip { background: ${ink}; color: ${surface}; border: none; padding: ${p_0_3} ${p_0_5}; }

QLabel { background: transparent; color: ${ink}; }
QLabel[role="brand"] { color: ${accent}; font-size: ${t_1_18}; font-weight: bold; }
QLabel[role="title"] { font-size: ${t_1_4}; font-weight: bold; }
QLabel[role="heading"] { font-size: ${t_1_06}; font-weight: bold; }
QLabel[role="figure"] { font-size: ${t_2_1}; font-weight: bold; }
QLabel[role="small"], QLabel[role="caption"] { font-size: ${t_0_92}; color: ${quiet}; }
QLabel[role="key"] { color: ${quiet}; }
QLabel[tone="quiet"] { color: ${quiet}; }
QLabel[tone="good"] { color: ${good}; }
QLabel[tone="warn"] { color: ${warn}; }
QLabel[tone="bad"] { color: ${bad}; }
QLabel[role="pill"] { background: ${sunken}; color: ${quiet}; border-radius: ${p_0_7};
    padding: ${p_0_1} ${p_0_6}; font-size: ${t_0_92}; }
QLabel[role="pill"][tone="good"] { background: ${good_soft}; color: ${good}; }
QLabel[role="pill"][tone="warn"] { background: ${warn_soft}; color: ${warn}; }
QLabel[role="pill"][tone="bad"] { background: ${bad_soft}; color: ${bad}; }

QFrame[role="card"] { background: ${surface}; border: 1px solid ${line}; border-radius: ${p_0_6}; }
QFrame[role="sidebar"] { background: ${surface}; border: none; border-right: 1px solid ${line}; }
QFrame[role="topbar"] { background: ${surface}; border: none; border-bottom: 1px solid ${line}; }
QFrame[role="rule"] { background: ${line}; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="banner"] { background: ${sunken}; border: none; border-radius: ${p_0_5}; }
QFrame[role="banner"][tone="good"] { background: ${good_soft}; }
QFrame[role="banner"][tone="warn"] { background: ${warn_soft}; }
QFrame[role="banner"][tone="bad"] { background: ${bad_soft}; }
QFrame[role="palette"] { background: ${surface}; border: 1px solid ${edge}; border-radius: ${p_0_6}; }

QPushButton { background: ${surface}; color: ${ink}; border: 1px solid ${edge}; border-radius: ${p_0_4};
    padding: ${p_0_4} ${p_1}; min-height: ${p_1_4}; }
QPushButton:hover { background: ${sunken}; }
QPushButton:pressed { background: ${line}; }
QPushButton:focus { border-color: ${accent}; }
QPushButton:disabled { color: ${quiet}; background: ${sunken}; border-color: ${line}; }
QPushButton[role="primary"], QDialogButtonBox QPushButton:default, QMessageBox QPushButton:default {
    background: ${accent}; color: ${surface}; border-color: ${accent}; }
QPushButton[role="primary"]:hover, QDialogButtonBox QPushButton:default:hover { background: ${accent_deep}; }
QPushButton[role="primary"]:pressed { background: ${ink}; }
QPushButton[role="primary"]:focus { border: 2px solid ${ink}; }
QPushButton[role="primary"]:disabled { background: ${sunken}; color: ${quiet}; border-color: ${line}; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; color: ${quiet};
    padding: ${p_0_25} ${p_0_5}; }
QPushButton[role="quiet"]:hover { background: ${sunken}; color: ${ink}; }
QPushButton[role="quiet"]:focus { border-color: ${accent}; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: ${accent};
    padding: ${p_0_15} ${p_0_3}; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: ${accent}; }
QPushButton[role="search"] { background: ${page}; color: ${quiet}; text-align: left; padding: ${p_0_4} ${p_0_75}; }
QPushButton[role="search"]:hover { background: ${sunken}; border-color: ${quiet}; }
QPushButton[role="segment"] { border-radius: 0; border-right-width: 0; padding: ${p_0_35} ${p_0_8}; }
QPushButton[role="segment"][place="first"] { border-top-left-radius: ${p_0_4}; border-bottom-left-radius: ${p_0_4}; }
QPushButton[role="segment"][place="last"] { border-right-width: 1px; border-top-right-radius: ${p_0_4};
    border-bottom-right-radius: ${p_0_4}; }
QPushButton[role="segment"][place="only"] { border-right-width: 1px; border-radius: ${p_0_4}; }
QPushButton[role="segment"]:checked { background: ${accent_soft}; color: ${accent}; font-weight: bold; }
QPushButton[role="chip"] { border-radius: ${p_0_8}; padding: ${p_0_1} ${p_0_7}; min-height: ${p_1_3};
    background: ${sunken}; border-color: ${sunken}; }
QPushButton[role="chip"]:hover { border-color: ${quiet}; }
QPushButton[role="chip"]:checked { background: ${accent_soft}; color: ${accent}; border-color: ${accent_soft}; }
QPushButton[role="chip"]:focus { border-color: ${accent}; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: ${surface}; color: ${ink};
    border: 1px solid ${edge}; border-radius: ${p_0_4}; padding: ${p_0_35} ${p_0_6};
    selection-background-color: ${bad_soft}; selection-color: ${ink}; placeholder-text-color: ${quiet}; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: ${accent}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit[readOnly="true"] {
    background: ${sunken}; color: ${quiet}; }
QWidget[role="surface"] QLineEdit[readOnly="true"], QWidget[role="surface"] QPlainTextEdit[readOnly="true"] {
    background: ${surface}; color: ${ink}; border-color: ${line}; }
QLineEdit[tone="bad"], QPlainTextEdit[tone="bad"], QComboBox[tone="bad"] { border-color: ${bad}; color: ${bad}; }
QLineEdit[tone="warn"] { border-color: ${warn}; }
QLineEdit[role="cell"] { border: 1px solid transparent; border-radius: 0; padding: 0 ${p_0_4}; }
QLabel[role="bubble"] { background: ${bad_soft}; color: ${bad}; border: 1px solid ${bad}; border-radius: ${p_0_3};
    padding: ${p_0_25} ${p_0_6}; }
QLineEdit[role="inplace"], QComboBox[role="inplace"] { border-color: ${accent}; border-radius: 0;
    padding-top: 0; padding-bottom: 0; }
QPlainTextEdit[role="inplace"] { border-color: ${accent}; border-radius: 0; }
QLineEdit[role="cell"]:focus { border-color: ${accent}; }
QComboBox { padding-right: ${p_1_6}; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${p_1_8}; }
QComboBox::down-arrow { image: url("${marks}/down.png"); width: ${p_0_8}; height: ${p_0_8}; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView, QListView[role="offer"] { background: ${surface}; color: ${ink};
    border: 1px solid ${edge}; selection-background-color: ${accent_soft}; selection-color: ${ink}; }
QComboBox QAbstractItemView::item, QListView[role="offer"]::item { min-height: ${p_1_9}; padding: 0 ${p_0_4};
    border: none; }
QComboBox QAbstractItemView::item:selected, QListView[role="offer"]::item:selected { background: ${accent_soft};
    color: ${ink}; }
QListView[role="contents"] { background: transparent; color: ${ink}; border: 1px solid transparent;
    border-radius: ${p_0_4}; }
QListView[role="contents"]:focus { border-color: ${accent}; }
QListView[role="contents"]::item { padding: ${p_0_4} ${p_0_5}; border-radius: ${p_0_4}; }
QListView[role="contents"]::item:selected { background: ${accent_soft}; color: ${accent}; }
QTextBrowser[role="reading"] { background: ${surface}; border: 1px solid transparent; padding: ${p_0_2}; }
QTextBrowser[role="reading"]:focus { border-color: ${accent}; }
QListView[role="ticks"], QTreeView[role="ticks"] { border: 1px solid ${edge}; border-radius: ${p_0_4};
    padding: ${p_0_2}; }
QListView[role="ticks"]:focus, QTreeView[role="ticks"]:focus { border-color: ${accent}; }
QListView[role="ticks"]::item, QTreeView[role="ticks"]::item { min-height: ${p_2}; padding: 0 ${p_0_3}; border: none; }
QListView[role="ticks"]::item:selected, QTreeView[role="ticks"]::item:selected {
    background: ${accent_soft}; color: ${ink}; }
QListView[role="ticks"]::indicator { width: ${p_1}; height: ${p_1}; background: ${surface};
    border: 1px solid ${quiet}; border-radius: ${p_0_2}; }
QListView[role="ticks"]::indicator:checked { background: ${accent}; border-color: ${accent};
    image: url("${marks}/check.png"); }
QCheckBox, QRadioButton { color: ${ink}; spacing: ${p_0_5}; padding: ${p_0_15}; border: 1px solid transparent;
    border-radius: ${p_0_3}; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: ${accent}; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p_1}; height: ${p_1}; background: ${surface};
    border: 1px solid ${quiet}; border-radius: ${p_0_2}; }
QCheckBox::indicator:checked { background: ${accent}; border-color: ${accent}; image: url("${marks}/check.png"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: ${sunken}; border-color: ${edge}; }
QRadioButton::indicator { border-radius: ${p_0_5}; }
QRadioButton::indicator:checked { border-color: ${accent}; image: url("${marks}/radio.png"); }

QTableView, QListView, QTreeView { background: ${surface}; color: ${ink}; border: none;
    selection-background-color: ${accent_soft}; selection-color: ${ink}; }
QTableView[role="framed"] { border: 1px solid ${line}; border-radius: ${p_0_6}; }
QHeaderView { background: ${surface}; border: none; }
QHeaderView::section { background: ${surface}; color: ${quiet}; border: none; border-bottom: 1px solid ${line};
    padding: ${p_0_45} ${p_0_6}; font-size: ${t_0_95}; }
QTableCornerButton::section, QAbstractScrollArea::corner { background: ${surface}; border: none; }

QCalendarWidget QWidget { alternate-background-color: ${surface}; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: ${surface}; }
QCalendarWidget QToolButton { background: transparent; color: ${ink}; border: 1px solid transparent;
    border-radius: ${p_0_3}; padding: ${p_0_3} ${p_0_6}; font-weight: bold; }
QCalendarWidget QToolButton:hover { background: ${sunken}; }
QCalendarWidget QToolButton:focus { border-color: ${accent}; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0; }
QCalendarWidget QAbstractItemView { selection-background-color: ${accent}; selection-color: ${surface}; }

QScrollBar:vertical { background: transparent; width: ${p_0_8}; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p_0_8}; margin: 0; }
QScrollBar::handle { background: ${edge}; border-radius: ${p_0_25}; margin: ${p_0_15}; }
QScrollBar::handle:hover { background: ${quiet}; }
QScrollBar::handle:vertical { min-height: ${p_2}; }
QScrollBar::handle:horizontal { min-width: ${p_2}; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0; }

QMenu { background: ${surface}; color: ${ink}; border: 1px solid ${edge}; padding: ${p_0_3}; }
QMenu::item { padding: ${p_0_4} ${p_1_6}; border-radius: ${p_0_3}; }
QMenu::item:selected { background: ${accent_soft}; color: ${accent}; }
QMenu::item:disabled { color: ${quiet}; background: transparent; }
QMenu::separator { height: 1px; background: ${line}; margin: ${p_0_3} ${p_0_5}; }
QProgressBar { background: ${sunken}; border: none; border-radius: ${p_0_2}; max-height: ${p_0_4};
    min-height: ${p_0_4}; }
QProgressBar::chunk { background: ${accent}; border-radius: ${p_0_2}; }
QSplitter::handle { background: ${page}; }
"""

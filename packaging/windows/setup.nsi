; The Windows installer: for one user, without administrator rights. packaging/windows_packages.py calls makensis with
; VERSION, FOLDER (what is installed), OUT and KB (the folder's size). Why it is as it is: docs/decisions/0024-windows.md.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 32 ; both programs hold the same modules, 15 MB apart
ManifestDPIAware true
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define TITLE "支部工作台"
!define STARTER "支部工作台.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\branchdesk"
!define CLASSES "Software\Classes"
!define KIND "branchdesk.file"
!define DATA "$LOCALAPPDATA\branchdesk"
!define TOO_OLD "这台电脑的 Windows 版本过低，${TITLE}无法运行。$\n$\n需要：Windows 10（1809 或更高版本）或 Windows 11，64 位。$\n$\n没有安装任何文件，已有的记录没有受到影响。"
!define IN_USE "${TITLE}正在运行。$\n$\n请先保存并关闭它的窗口，再按“重试”。没有改动任何文件。"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\branchdesk"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "branchdesk"
VIAddVersionKey /LANG=2052 FileDescription "${TITLE}安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序将安装到下面的文件夹，不需要管理员权限。您的记录保存在另外的地方，安装、升级和卸载都不会改动。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${STARTER}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载程序。您的记录保存在 ${DATA}（或您自己选定的位置），不会删除。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "程序已卸载"
!define MUI_FINISHPAGE_TEXT "您的记录没有删除，仍在：$\r$\n${DATA}$\r$\n（如果您曾选定别的位置，则在那里。）$\r$\n$\r$\n以后重新安装，打开即可继续使用。"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"

; A running program's file cannot be opened for writing. Quiet runs give up with code 2, others ask.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
    ${Do}
        StrCpy $1 "closed"
        Push "branchdesk.exe"
        Call ${UN}TryToOpen
        Push "branchdesk-cli.exe"
        Call ${UN}TryToOpen
        ${If} $1 == "closed"
            Return
        ${EndIf}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${IN_USE}" /SD IDCANCEL IDRETRY again
        SetErrorLevel 2
        Quit
        again:
    ${Loop}
FunctionEnd

Function ${UN}TryToOpen
    Pop $2
    ${If} ${FileExists} "$INSTDIR\program\$2"
        ClearErrors
        FileOpen $0 "$INSTDIR\program\$2" a
        ${If} ${Errors}
            StrCpy $1 "open"
        ${Else}
            FileClose $0
        ${EndIf}
    ${EndIf}
FunctionEnd

; Only what an installer of ours put there: everything else in the folder stays.
Function ${UN}RemoveProgram
    ${If} ${FileExists} "$INSTDIR\program\branchdesk.exe"
        RMDir /r "$INSTDIR\program"
    ${EndIf}
    Delete "$INSTDIR\${STARTER}"
    Delete "$INSTDIR\管理员说明.txt"
    Delete "$INSTDIR\使用说明.pdf"
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} 17763
        MessageBox MB_OK|MB_ICONEXCLAMATION "${TOO_OLD}" /SD IDOK
        SetErrorLevel 3
        Quit
    ${EndIf}
FunctionEnd

Section
    Call WaitUntilClosed
    Call RemoveProgram
    SetOutPath "$INSTDIR"
    ClearErrors
    File /r "${FOLDER}/*"
    ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "有文件没有写进去：$INSTDIR$\n$\n磁盘可能已满，或文件被安全软件拦截。请处理后重新安装。您的记录没有受到影响。" /SD IDOK
        SetErrorLevel 4
        Quit
    ${EndIf}
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${STARTER}"
    CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${STARTER}"
    WriteRegStr HKCU "${ENTRY}" "DisplayName" "${TITLE}"
    WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${STARTER}"
    WriteRegStr HKCU "${ENTRY}" "Publisher" "branchdesk"
    WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KB}
    WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
    WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
    WriteRegStr HKCU "${CLASSES}\.branchdesk" "" "${KIND}"
    WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${TITLE}数据文件"
    WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${STARTER},0"
    WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${STARTER}" "%1"'
SectionEnd

Section "un.program"
    Call un.WaitUntilClosed
    Call un.RemoveProgram
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR" ; goes only if nothing else lies in it
    Delete "$SMPROGRAMS\${TITLE}.lnk"
    Delete "$DESKTOP\${TITLE}.lnk"
    DeleteRegKey HKCU "${ENTRY}"
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegKey HKCU "${CLASSES}\.branchdesk"
SectionEnd

/* 支部工作台.exe: says in a sentence that the system is too old, where Windows would show the name of a missing DLL;
   else starts program\branchdesk.exe with the same arguments. Nothing but kernel32, user32 and ntdll, no C runtime,
   so that it starts on every Windows since 7. Why: docs/decisions/0024-windows.md. */
#include <windows.h>

#define LONGEST 32767 /* of a path, and of a command line */
#define OLDEST_BUILD 17763 /* Windows 10 1809 */

static const wchar_t TITLE[] = L"支部工作台";
static const wchar_t PROGRAM[] = L"program\\branchdesk.exe";
static const wchar_t TOO_OLD[] =
    L"这台电脑的 Windows 版本过低，支部工作台无法运行。\n\n"
    L"需要：Windows 10（1809 或更高版本）或 Windows 11，64 位。\n\n"
    L"已有的记录没有受到影响，数据文件仍在原处。请换到符合要求的电脑上打开，或请单位的电脑管理员升级系统。";
static const wchar_t NOT_FOUND[] = L"程序没有启动，文件打不开：\n";
static const wchar_t MISSING[] =
    L"\n\n可能是只复制了启动图标，或被安全软件隔离。请把整个文件夹复制过来再打开，或重新安装。已有的记录没有受到影响。";

static wchar_t path[LONGEST + 64], command[LONGEST + 64], told[LONGEST + 512];

/* Give where the arguments begin in a command line: after the program's own name, quoted or not, and blanks. */
static const wchar_t *arguments(const wchar_t *line)
{
    int quoted = 0;
    while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
        if (*line == L'"')
            quoted = !quoted;
        line++;
    }
    while (*line == L' ' || *line == L'\t')
        line++;
    return line;
}

/* Append a text; gives its new end, or NULL where there is no room. */
static wchar_t *append(wchar_t *end, const wchar_t *last, const wchar_t *text)
{
    while (end && *text) {
        if (end >= last)
            return NULL;
        *end++ = *text++;
    }
    if (end)
        *end = 0;
    return end;
}

/* GetVersionEx tells each program the version that its manifest asks for; this one tells the truth. */
static int is_new_enough(void)
{
    typedef LONG(WINAPI * Asked)(OSVERSIONINFOW *);
    OSVERSIONINFOW version;
    Asked ask = (Asked)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    version.dwOSVersionInfoSize = sizeof version;
    if (!ask || ask(&version) != 0)
        return 1; /* who cannot be asked is not turned away */
    return version.dwMajorVersion > 10 || (version.dwMajorVersion == 10 && version.dwBuildNumber >= OLDEST_BUILD);
}

static int say(const wchar_t *text)
{
    MessageBoxW(NULL, text, TITLE, MB_OK | MB_ICONWARNING | MB_SETFOREGROUND);
    return 1;
}

static int start(void)
{
    const wchar_t *last = command + LONGEST;
    wchar_t *name = path, *end, *here = path;
    STARTUPINFOW looks;
    PROCESS_INFORMATION begun;
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    unsigned char *byte = (unsigned char *)&looks;
    unsigned left = sizeof looks;
    path[length < LONGEST ? length : 0] = 0;
    for (; *here; here++)
        if (*here == L'\\')
            name = here + 1;
    append(name, path + LONGEST, PROGRAM);
    end = append(command, last, L"\"");
    end = append(end, last, path);
    end = append(end, last, L"\" ");
    end = append(end, last, arguments(GetCommandLineW()));
    while (left--)
        *byte++ = 0;
    looks.cb = sizeof looks;
    if (!end || !CreateProcessW(path, command, NULL, NULL, FALSE, 0, NULL, NULL, &looks, &begun)) {
        last = told + sizeof told / sizeof *told - 1;
        append(append(append(told, last, NOT_FOUND), last, path), last, MISSING);
        return say(told);
    }
    AllowSetForegroundWindow(begun.dwProcessId);
    CloseHandle(begun.hThread);
    CloseHandle(begun.hProcess);
    return 0;
}

void begin(void)
{
    ExitProcess((UINT)(is_new_enough() ? start() : say(TOO_OLD)));
}

# What packaging/try_windows.py lets a Debian 13 with wine do, in a folder of the checkout that holds setup.exe, roster.xls
# and an unpacked portable archive. Prints a line a trial; pictures of the screen are left as *.xwd.
set -u
cd "$1"
sed 's/^root:/张三:/' /etc/passwd >/tmp/passwd && mount --bind /tmp/passwd /etc/passwd # whose profile has a Chinese name
export USER=张三
Xvfb :8 -screen 0 1366x768x24 -fbdir . >/dev/null 2>&1 &
sleep 2
export DISPLAY=:8

told() { [ "$1" = "$2" ] && echo "ok      $3" || echo "FAILED  $3: $1, not $2"; }
is() { "$@" >/dev/null 2>&1 && echo yes || echo no; }
win() { echo | wine "$@" >>wine.log 2>&1; }
shown() { # NAME: wait for a window, and leave a picture of it
    for tried in $(seq 60); do
        xdotool search --onlyvisible --class branchdesk >/dev/null 2>&1 && break
        sleep 1
    done
    sleep 15
    cp Xvfb_screen0 "$1.xwd"
    is xdotool search --onlyvisible --class branchdesk
}
end() { win taskkill /F /IM branchdesk.exe; sleep 3; }

win setup.exe /S; told $? 0 "the installer, silently, for a user with a Chinese name"
profile=$(find "$WINEPREFIX/drive_c/users" -maxdepth 1 -name 张三)
top="$profile/AppData/Local/Programs/branchdesk"
data="$profile/AppData/Local/branchdesk"
told "$(find "$profile" "$WINEPREFIX/drive_c/ProgramData" -name '支部工作台*.lnk' | wc -l)" 2 "links on the desktop and in the start menu"

mkdir -p "$data"
file=$(winepath -w "$data/支部.branchdesk")
cli() { echo | wine "$top/program/branchdesk-cli.exe" "$@" 2>>wine.log; }
cli init "$file" --branch 第四党支部 --unit 某某市人民检察院 --since 2026-11 >/dev/null; told $? 0 "a file begun in the profile of 张三"
told "$(cli import "$file" members roster.xls | grep -o '"added": *46' | tr -d ' ')" '"added":46' "the roster imported"
id=$(cli record "$file" meeting.json | sed -E 's/.*"id": *"?([^",}]+).*/\1/')
cli print "$file" minutes "$id" --out 会议记录.pdf >/dev/null
told "$(head -c 5 会议记录.pdf 2>/dev/null)" "%PDF-" "minutes printed"

win "$top/支部工作台.exe" "$file" & told "$(shown installed)" yes "a window on the file, by the starter"
win setup.exe /S; told $? 2 "installing is refused while it runs"
end
win setup.exe /S; told $? 0 "installing again over it"
win "$top/uninstall.exe" /S; sleep 15
told "$(is test -e "$top/program/branchdesk.exe")" no "uninstalled"
told "$(is test -s "$data/支部.branchdesk")" yes "the records are still there"
win setup.exe /S; told $? 0 "installed anew"
told "$(cli list "$file" members | wc -l)" 46 "46 members in the old file"

before=$(find "$profile/AppData" -path '*branchdesk*' -type f | sort)
cd "党建 资料"
win "支部工作台/支部工作台.exe" & told "$(cd .. && shown portable)" yes "the portable program, unpacked into 党建 资料"
end
told "$(is test -d 支部工作台/data/logs)" yes "its records are beside it"
told "$(find "$profile/AppData" -path '*branchdesk*' -type f | sort)" "$before" "and nothing is written into the profile"

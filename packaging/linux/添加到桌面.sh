#!/bin/sh
# 把支部工作台放到本用户的桌面和开始菜单；只写本用户自己的文件夹，不用管理员权限。
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$(xdg-user-dir DESKTOP 2>/dev/null || true)
[ -d "$desktop" ] && [ "$desktop" != "$HOME" ] || desktop=$HOME/桌面
[ -d "$desktop" ] || desktop=$HOME/Desktop

# A path inside the quotes of an Exec line, by the Desktop Entry Specification: what a shell would take is kept from it,
# and the backslashes of that are doubled once more, as everywhere in such a file; a per cent sign would mean a field.
quoted() { printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'; }
plain() { printf '%s' "$1" | sed -e 's/\\/\\\\/g'; }

entry() {
    while IFS= read -r line; do
        case $line in
            Exec=*) printf 'Exec="%s" %%f\n' "$(quoted "$here/branchdesk")" ;;
            Icon=*) printf 'Icon=%s\n' "$(plain "$here/branchdesk.png")" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$here/_internal/linux/cn.branchdesk.app.desktop"
}

mkdir -p "$data/applications" "$data/mime/packages"
entry >"$data/applications/cn.branchdesk.app.desktop"
cp "$here/_internal/linux/cn.branchdesk.app.xml" "$data/mime/packages/cn.branchdesk.app.xml"
chmod 644 "$data/mime/packages/cn.branchdesk.app.xml"
if [ -d "$desktop" ]; then
    entry >"$desktop/cn.branchdesk.app.desktop"
    chmod 755 "$desktop/cn.branchdesk.app.desktop"
    gio set "$desktop/cn.branchdesk.app.desktop" metadata::trusted true 2>/dev/null || true
fi
update-desktop-database "$data/applications" 2>/dev/null || true
update-mime-database "$data/mime" 2>/dev/null || true
echo "支部工作台已放到桌面和开始菜单。"

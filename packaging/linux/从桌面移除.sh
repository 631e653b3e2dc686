#!/bin/sh
# 从本用户的桌面和开始菜单移除支部工作台；程序和记录都不动。
set -eu

data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$(xdg-user-dir DESKTOP 2>/dev/null || true)
rm -f "$data/applications/cn.branchdesk.app.desktop" "$data/mime/packages/cn.branchdesk.app.xml"
for folder in "$desktop" "$HOME/桌面" "$HOME/Desktop"; do
    [ -z "$folder" ] || rm -f "$folder/cn.branchdesk.app.desktop"
done
update-desktop-database "$data/applications" 2>/dev/null || true
update-mime-database "$data/mime" 2>/dev/null || true
echo "支部工作台已从桌面和开始菜单移除，程序和记录都没有动。"

#!/bin/sh
# Try the two commands where nothing is installed: in a fresh Debian 12 with Python, git, make and sudo, a clone of
# this repository's HEAD runs `make test` (as root: all of .ci/run) and `make run`, each on a root of its own, as root
# and as a person with sudo.
#
#   sudo packaging/try_bare.sh DIRECTORY      (needs debootstrap, xvfb and xdotool; some five minutes and 6 GB)
#
# MIRROR names another Debian mirror. LOCAL names a script that is given the path of each new root, to copy into it
# whatever this network asks for: a proxy, certificates, the settings of apt and pip.
set -eu

where=${1:?name a directory that may be made and filled}
repository=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$where"
where=$(cd "$where" && pwd)
failed=0

# The bare machine has no screen to give: the window of `make run` appears on one of ours.
export DISPLAY=:98
Xvfb "$DISPLAY" -ac -screen 0 1920x1080x24 2>"$where/screen.log" &
screen=$!
trap 'kill $screen' EXIT

new_root() { # ROOT USER: a machine as it comes, with our clone in USER's home
    if [ ! -e "$where/base/etc/debian_version" ]; then
        debootstrap --variant=minbase --include=python3,git,make,sudo,ca-certificates bookworm "$where/base" \
            "${MIRROR:-http://deb.debian.org/debian}"
    fi
    cp -a "$where/base" "$1"
    cp -L /etc/resolv.conf "$1/etc/resolv.conf"
    echo "127.0.0.1 localhost $(hostname)" >"$1/etc/hosts"
    if [ "$2" != root ]; then
        chroot "$1" useradd --create-home --home-dir "/$2" --shell /bin/bash "$2"
        echo "$2 ALL=(ALL) NOPASSWD: ALL" >"$1/etc/sudoers.d/$2"
    fi
    [ -z "${LOCAL:-}" ] || "$LOCAL" "$1"
    git clone --quiet "file://$repository" "$1/$2/branchdesk"
    chroot "$1" chown -R "$2:" "/$2/branchdesk"
}

inside() { # ROOT USER COMMAND: nothing of this machine's environment goes in, and no process of it stays
    unshare --mount --pid --fork --kill-child sh -c '
        mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev"
        exec chroot "$0" env -i TERM=dumb DISPLAY="$DISPLAY" setsid -w \
            su -w DISPLAY - "$1" -c "cd branchdesk && $2" </dev/null' "$1" "$2" "$3"
}

opens_a_window() { # ROOT USER: five minutes are given to set up and start
    inside "$1" "$2" "timeout 300 make run" &
    program=$!
    shown=1
    while [ $shown = 1 ] && kill -0 $program 2>/dev/null; do
        sleep 1
        xdotool search --onlyvisible --name . windowkill >/dev/null 2>&1 && shown=0
    done
    wait $program || true
    return $shown
}

try() { # USER GOAL
    root=$where/$2-as-$1
    [ ! -e "$root" ] || { echo "$root is there already" && exit 1; }
    new_root "$root" "$1"
    start=$(date +%s)
    result=passed
    case $2 in
        ci) inside "$root" "$1" "bash .ci/run" ;;
        test) inside "$root" "$1" "make test" ;;
        run) opens_a_window "$root" "$1" ;;
    esac >"$root.log" 2>&1 || { result=FAILED && failed=1; }
    echo "$2 as $1: $result after $(($(date +%s) - start)) s (see $root.log)"
    needs=$([ "$2" = run ] && echo run || echo test)
    inside "$root" "$1" "time python3 packaging/prepare.py $needs" 2>&1 | sed -n 's/^real\t/  and the next time, set-up takes /p'
}

try root ci
try root run
try person test
try person run
exit $failed

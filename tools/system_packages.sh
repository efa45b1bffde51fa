#!/bin/sh
# Installs the system packages that Qt needs and that are missing, on Debian and Ubuntu.
# Usage: system_packages.sh app|test. Elsewhere it names what is needed and goes on.
# A name with bars lists what one package is called on different releases.
set -eu

app="libgl1 libegl1 libglib2.0-0|libglib2.0-0t64 libdbus-1-3 libfontconfig1 libxkbcommon0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 fonts-dejavu-core"
tests="xvfb xauth dbus at-spi2-core gir1.2-atspi-2.0 python3-gi poppler-utils strace
openjdk-17-jdk-headless|default-jdk-headless libjaxb-java"

case "${1:-app}" in
    app) wanted=$app ;;
    test) wanted="$app $tests" ;;
    *) echo "system_packages.sh: say app or test" >&2; exit 2 ;;
esac

[ "$(uname)" = Linux ] || exit 0

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    # Said once: the stamp that ends the preparation also ends this sentence.
    [ -f ".venv/ready-${1:-app}" ] || echo "This is not Debian or Ubuntu: if the window does not open, install what provides" \
        "libGL, libEGL, GLib, D-Bus, fontconfig, xkbcommon, xcb-cursor, xcb-icccm, xcb-keysyms and a font." >&2
    exit 0
fi

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=""
for either in $wanted; do
    found=no
    for name in $(echo "$either" | tr '|' ' '); do
        if installed "$name"; then found=yes; fi
    done
    [ $found = yes ] || missing="$missing $either"
done
[ -n "$missing" ] || exit 0
names=$(echo "$missing" | sed 's/|[^ ]*//g')

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "Missing system packages:$names. There is no sudo: ask someone who may to install them. Going on without." >&2
    exit 0
fi

failed() {
    echo "They could not be installed. Going on without; if the window does not open, this is why." >&2
    exit 0
}

echo "Installing system packages that are missing${as_root:+, through sudo}:$names"
$as_root apt-get update -qq || failed
chosen=""
for either in $missing; do
    for name in $(echo "$either" | tr '|' ' '); do
        # An old name can live on as a virtual package, which has no version to install.
        if apt-cache show --no-all-versions "$name" 2>/dev/null | grep -q '^Version:'; then chosen="$chosen $name"; break; fi
    done
done
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 $chosen || failed

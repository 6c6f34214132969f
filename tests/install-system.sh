#!/bin/sh
# Bring what the tests need of the system, where it is missing and may be had: the
# browser that the pages are tested in, the sound server that devices are, and the
# database server that a team has.
set -u
packages=""
has_browser=""
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && has_browser=yes
done
[ -n "$has_browser" ] || packages="$packages chromium fonts-dejavu-core"
if [ "$(uname -s)" = Linux ]; then
    command -v pulseaudio >/dev/null 2>&1 || packages="$packages pulseaudio"
    command -v paplay >/dev/null 2>&1 || packages="$packages pulseaudio-utils"
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q libportaudio.so.2 \
        || packages="$packages libportaudio2"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages="$packages postgresql"
    find /usr/lib* -name libasound_module_pcm_pulse.so 2>/dev/null | grep -q . \
        || packages="$packages libasound2-plugins"
fi
[ -n "$packages" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "note: no apt-get to install$packages with: the tests that need them will be skipped"
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "note: no right to install$packages: the tests that need them will be skipped"
    exit 0
fi
echo "installing for the tests:$packages"
$as_root apt-get update -qq
# shellcheck disable=SC2086 (one word a package)
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    $packages >/dev/null

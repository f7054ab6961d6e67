#!/usr/bin/env bash
# Opens the window on packets under a virtual display with a window manager, and scans by keys and mouse:
#   drive_window.sh PROGRAM PROJECT PACKETS [PICTURES]
# What was labelled is left in the project; the caller looks at its events. PICTURES, a folder, takes screenshots where
# `import` (ImageMagick) is there. Exit 77 where a tool is missing.
set -euo pipefail
program=$1 project=$2 packets=$3 pictures=${4:-}
for tool in Xvfb openbox xdotool; do
    command -v $tool >/dev/null || { echo "no $tool" >&2; exit 77; }
done

exec 3< <(exec Xvfb -displayfd 1 -screen 0 "${SIZE:-1280x800}x24" -nolisten tcp 2>/dev/null)
xvfb=$!
read -r number <&3
export DISPLAY=:$number QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
trap 'kill $manager $xvfb 2>/dev/null || true' EXIT

"$program" ingest "$packets" --project "$project" --quiet >/dev/null
"$program" "$project" &
vetrina=$!
window=
for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --pid $vetrina --name Vetrina 2>/dev/null | tail -n 1) && [ -n "$window" ] && break
    sleep 0.1
done
[ -n "$window" ] || { echo "no window came" >&2; exit 1; }
xdotool windowsize "$window" "${SIZE%x*}" "${SIZE#*x}" windowmove "$window" 0 0 2>/dev/null || true
xdotool windowactivate --sync "$window"
for _ in $(seq 300); do # keys go to what has the focus
    [ "$(xdotool getwindowfocus 2>/dev/null)" = "$window" ] && break
    sleep 0.1
done
sleep 4 # the first candidate is painted

shoot() { [ -z "$pictures" ] || ! command -v import >/dev/null || import -window root "$pictures/$1.png"; }
key() { xdotool key --clearmodifiers "$1"; sleep 0.25; }
# A key that is noted, and waits until so many events are on the disk and the next candidate is painted.
noted() {
    key "$1"
    for _ in $(seq 200); do
        [ "$("$program" labels export --project "$project" --format csv 2>/dev/null | wc -l)" -gt "$2" ] && break
        sleep 0.1
    done
    sleep 0.5
}

shoot 1-open
noted 1 1; noted 2 2; noted space 3; noted f 4; noted 3 5; noted u 6
shoot 2-labelled
# A key in the filter line is text, not a label.
key slash
xdotool type --delay 30 'drb > 0.12'
sleep 1
shoot 3-filter
key Escape; key Escape # one step out of the completion, one out of the line
sleep 0.5
noted 1 7
# By mouse: the second label key, found by its place at the foot of the page.
eval "$(xdotool getwindowgeometry --shell "$window")"
xdotool mousemove $((X + WIDTH / 2 - 60)) $((Y + HEIGHT / 3)) click 4 click 4
sleep 0.5
shoot 4-zoomed
xdotool mousemove_relative -- 40 30 mousedown 3 mousemove_relative -- 60 40 mouseup 3
sleep 0.5
shoot 5-contrast
key question; sleep 0.5
shoot 6-keys
key Escape
xdotool key --clearmodifiers ctrl+q
for _ in $(seq 200); do kill -0 $vetrina 2>/dev/null || break; sleep 0.1; done
kill $vetrina 2>/dev/null || true
wait $vetrina || true

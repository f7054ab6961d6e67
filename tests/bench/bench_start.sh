#!/usr/bin/env bash
# From the start of the process to the first turn of the window's loop that finds nothing to do, on a project, under a
# virtual display: bench_start.sh VETRINA PROJECT [RUNS]
#
# Warm, and (as root) after the page cache was dropped. The time is read off the program's own log.
set -euo pipefail
program=$1 project=$2 runs=${3:-5}
home=$(mktemp -d)
export XDG_STATE_HOME=$home XDG_DATA_HOME=$home XDG_CONFIG_HOME=$home QT_QPA_PLATFORM=xcb
exec 3< <(exec Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp 2>/dev/null)
xvfb=$!
trap 'kill $xvfb 2>/dev/null; rm -rf "$home"' EXIT
read -r number <&3
export DISPLAY=:$number

once() {
    rm -f "$home/vetrina/vetrina.log"
    local began ended
    began=$(date +%s%N)
    "$program" "$project" >/dev/null 2>&1 &
    local pid=$!
    until grep -q 'usable after' "$home/vetrina/vetrina.log" 2>/dev/null; do sleep 0.02; kill -0 $pid 2>/dev/null || exit 1; done
    ended=$(date -d "$(grep 'usable after' "$home/vetrina/vetrina.log" | cut -d' ' -f1)" +%s%N)
    kill $pid && wait $pid 2>/dev/null || true
    echo $(((ended - began) / 1000000))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

once >/dev/null
echo "warm page cache: $(for _ in $(seq "$runs"); do once; done | median) ms, median of $runs"
if [ "$(id -u)" = 0 ] && echo 3 2>/dev/null >/proc/sys/vm/drop_caches; then
    echo "dropped page cache: $(for _ in $(seq "$runs"); do sync; echo 3 >/proc/sys/vm/drop_caches; once; done | median) ms, median of $runs"
else
    echo "dropped page cache: not measured, the cache can't be dropped here"
fi

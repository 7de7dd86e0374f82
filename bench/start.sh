#!/usr/bin/env bash
# How long ./tetrarch decide takes as a process of its own, beside another checkout: both in turn, on folders of their own.
# Usage: bench/start.sh OTHER_CHECKOUT [RUNS]
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -lt 1 ] || [ ! -x "$1/tetrarch" ]; then
    echo "usage: bench/start.sh OTHER_CHECKOUT [RUNS]: the other one must be a folder with ./tetrarch in it" >&2
    exit 2
fi
other=$(cd "$1" && pwd)
runs=${2:-20}
case $runs in *[!0-9]* | '' | 0) echo "bench/start.sh: expected a number of runs, found $runs" >&2 && exit 2 ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '{"tool":"fs.write","arguments":{"path":"notes.txt","content":"hello"}}\n' >"$work/action.json"

# one decision of the checkout $2; appends "wall cpu" in seconds to the figures of $1
decide() {
    TIMEFORMAT='%R %U %S'
    { time "$2/tetrarch" decide "$work/action.json" --data "$work/$1" >"$work/out" 2>"$work/err"; } 2>"$work/time" || {
        cat "$work/out" "$work/err" >&2
        exit 1
    }
    awk '{ print $1, $2 + $3 }' "$work/time" >>"$work/$1.figures"
}

for checkout in this other; do # builds where it has to, founds the group, fills the page cache
    [ $checkout = this ] && folder=$here || folder=$other
    decide $checkout "$folder"
    decide $checkout "$folder"
    rm "$work/$checkout.figures"
done
for ((i = 0; i < runs; i++)); do
    decide this "$here"
    decide other "$other"
done

# the median of the numbers on stdin
median() { sort -n | awk '{ n[NR] = $1 } END { print NR % 2 ? n[(NR + 1) / 2] : (n[NR / 2] + n[NR / 2 + 1]) / 2 }'; }

for figure in 1:wall 2:CPU; do
    column=${figure%%:*}
    this=$(awk -v c="$column" '{ print $c }' "$work/this.figures" | median)
    that=$(awk -v c="$column" '{ print $c }' "$work/other.figures" | median)
    pairs=$(paste "$work/this.figures" "$work/other.figures" | awk -v c="$column" '{ print $c / $(c + 2) }' | median)
    awk -v name="${figure#*:}" -v a="$this" -v b="$that" -v p="$pairs" -v n="$runs" 'BEGIN {
        printf "%-5s this %.3f s, other %.3f s, ratio of medians %.3f, median of the ratios of pairs %.3f (%d runs each)\n",
            name, a, b, a / b, p, n }'
done

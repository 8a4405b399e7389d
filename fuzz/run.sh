#!/bin/sh
# Runs the fuzz targets, each for so many seconds, guided by what of the code they reach.
#
#   fuzz/run.sh SECONDS [TARGET...]
#
# libFuzzer's coverage is made by an LLVM pass that the stable compiler has too. What is found to be new is kept in
# fuzz/corpus (not in the repository), what fails in fuzz/artifacts; fuzz/seeds has inputs to begin with, a folder a
# target. The exit code is 1 where a target failed.
set -u
cd "$(dirname "$0")" || exit 2
seconds=${1:?"usage: run.sh SECONDS [TARGET...]"}
shift
[ $# -gt 0 ] || set -- $(sed -n 's/^path = "fuzz_targets\/\(.*\)\.rs"/\1/p' Cargo.toml)
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks"
failed=0
for target in "$@"; do
    cargo build --quiet --release --target "$host" --bin "$target" || exit 2
    mkdir -p "corpus/$target" "artifacts/$target" "seeds/$target"
    echo "== $target"
    "target/$host/release/$target" "corpus/$target" "seeds/$target" -max_total_time="$seconds" -timeout=30 \
        -rss_limit_mb=2048 -max_len=65536 -artifact_prefix="artifacts/$target/" -print_final_stats=1 2>&1 |
        grep -E "^(stat::|SUMMARY|==.*ERROR|#[0-9]+.DONE)|panicked" || true
    [ -z "$(ls "artifacts/$target")" ] || failed=1
done
exit $failed

#!/bin/sh
# Builds a release archive for each target that the tools here can build for:
#     packaging/archive.sh [FOLDER] [TARGET…]
# Each holds the program, its manual, completions, README and licences, and has its SHA-256 beside it. The same sources
# give the same archive: names are sorted, times and owners set.
set -eu
out=${1:-dist}
[ $# -gt 0 ] && shift
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here"
host=$(rustc -vV | sed -n 's/^host: //p')
[ $# -gt 0 ] || set -- x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
native=
for target in "$@"; do
    if ! cargo build --locked --release -p sayso-cli --target "$target"; then
        echo "archive.sh: $target can't be built here; add it with \`rustup target add $target\` and a linker for it" >&2
        continue
    fi
    name=sayso-$version-$target
    work=$(mktemp -d)
    mkdir -p "$work/$name/man" "$work/$name/completions"
    cp "target/$target/release/sayso" README.md LICENSE-MIT LICENSE-APACHE NOTICE CHANGELOG.md "$work/$name/"
    # The manual and the completions are the same for every target; the host's program writes them.
    [ "$target" = "$host" ] && native=target/$target/release/sayso
    if [ -n "$native" ]; then
        "$native" man "$work/$name/man"
        for shell in bash zsh fish; do "$native" completions "$shell" > "$work/$name/completions/sayso.$shell"; done
    fi
    tar --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner -C "$work" -cf - "$name" | gzip -n9 > "$out/$name.tar.gz"
    (cd "$out" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
    rm -r "$work"
    echo "$out/$name.tar.gz"
done

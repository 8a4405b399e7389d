#!/bin/sh
# Builds a release archive for each target that the tools here can build for:
#     packaging/archive.sh [FOLDER] [TARGET…]
# Each holds the program, its manual, completions, README and licences, and has its SHA-256 beside it. The same sources
# give the same archive: names are sorted, times, owners and modes set. PROFILE=quick tries it without optimising. The
# exit code is 1 where a target could not be built.
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
profile=${PROFILE:-release}
built=${CARGO_TARGET_DIR:-target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The manual and the completions are the same for every target; the host's program writes them.
cargo build --locked --profile "$profile" -p sayso-cli
native=$built/$profile/sayso
mkdir "$work/shared" "$work/shared/man" "$work/shared/completions"
"$native" man "$work/shared/man"
for shell in bash zsh fish; do "$native" completions "$shell" > "$work/shared/completions/sayso.$shell"; done

failed=0
for target in "$@"; do
    program=$native
    if [ "$target" != "$host" ]; then
        program=$built/$target/$profile/sayso
        if ! cargo build --locked --profile "$profile" -p sayso-cli --target "$target"; then
            echo "archive.sh: $target can't be built here; add it with \`rustup target add $target\` and a linker for it" >&2
            failed=1
            continue
        fi
    fi
    name=sayso-$version-$target
    cp -r "$work/shared" "$work/$name"
    cp "$program" README.md LICENSE-MIT LICENSE-APACHE NOTICE CHANGELOG.md "$work/$name/"
    tar --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner --mode='u+rwX,go+rX,go-w' \
        -C "$work" -cf - "$name" | gzip -n9 > "$out/$name.tar.gz"
    (cd "$out" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
    rm -r "${work:?}/$name"
    echo "$out/$name.tar.gz"
done
exit "$failed"

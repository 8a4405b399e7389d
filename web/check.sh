#!/usr/bin/env bash
# Proves that the page under crates/serve/page is what web/ builds, and that its types hold.
set -euo pipefail
cd "$(dirname "$0")"

[ -d node_modules ] || npm ci --silent --no-audit --no-fund
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
npm run --silent check
npx --no-install vite build --logLevel warn --outDir "$fresh" --emptyOutDir
if ! diff -r "$fresh" ../crates/serve/page >/dev/null; then
    echo "crates/serve/page is not what web/ builds; run \`npm run build\` in web/ and commit it" >&2
    exit 1
fi
echo "the page equals a fresh build"

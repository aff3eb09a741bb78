#!/usr/bin/env bash
# Sets up what is missing, then builds, shows, tests or measures Bedside: ./build.sh help
set -euo pipefail
readonly started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/bedside"
readonly wasm_triple=wasm32-unknown-unknown
# Each manifest is the last file of its package to be written.
readonly bundles="dist/bedside-chromium.zip dist/bedside-firefox.zip dist/chromium/manifest.json
  dist/firefox/manifest.json target/extension-test/chromium/manifest.json
  target/extension-test/firefox/manifest.json"
export NPM_CONFIG_UPDATE_NOTIFIER=false

help() {
  cat <<'TEXT'
./build.sh            builds dist/chromium, dist/firefox and their zips
./build.sh demo       opens a browser on a sample clinic feed with Bedside at work
./build.sh test       runs every test, native and in both browsers
./build.sh bench      measures the engine, the worker and the page
./build.sh fuzz         checks and reads random texts for ten minutes; nothing may break
./build.sh train      trains the model that is shipped in packs/
./build.sh eval       measures the readings against labelled comments
./build.sh scan PAGE  prints what Bedside finds in files or at addresses, a JSON line per page;
                      with --generic without any adapter
./build.sh package    builds, lints and checksums what goes to the stores
./build.sh help       prints this
What is missing is set up first; what cannot be is named together with the remedy.
TEXT
}

build() {
  need_rust
  need_node
  once extension/generated/Request.ts make_types Cargo.lock src/messages.rs src/desk.rs src/incident.rs src/log.rs src/review.rs src/packs src/command/types.rs
  once "target/packs/packs.bin target/packs/model.bin" make_packs Cargo.lock build.rs src packs
  make_wasm
  node_modules/.bin/tsc --noEmit
  once "$bundles" make_bundle package.json package-lock.json extension tools packs/adapters target/packs target/wasm
}

demo() {
  build
  need_browser chromium
  typescript tests/browser/feed/demo.ts "$@"
}

test_everything() {
  build
  need_browser chromium
  need_browser firefox
  need_apps
  mkdir -p target/logs
  cargo fmt --check
  node_modules/.bin/biome check --error-on-warnings
  cargo clippy --quiet --all-targets -- -D warnings
  cargo clippy --quiet --lib --target "$wasm_triple" -- -D warnings
  local failed=0
  cargo test 2>&1 | tee target/logs/cargo.log || failed=1
  # The browser tests compare the worker's answers with the command's.
  cargo build --quiet || failed=1
  local kind runs=()
  for kind in chromium firefox; do
    BEDSIDE_BROWSER=$kind typescript --test-reporter=spec tests/browser/all.ts >"target/logs/$kind.log" 2>&1 &
    runs+=("$!")
  done
  local run
  for run in "${runs[@]}"; do
    wait "$run" || failed=1
  done
  cat target/logs/{chromium,firefox}.log
  summary || failed=1
  return "$failed"
}

bench() {
  build
  need_browser chromium
  cargo bench --quiet --bench read --bench suggest --bench check -- "$@"
  typescript benches/browser.ts
}

fuzz() {
  need_rust
  BEDSIDE_FUZZ_SECONDS=${BEDSIDE_FUZZ_SECONDS:-600} cargo bench --quiet --bench fuzz --target-dir target/fuzz
}

train() {
  need_rust
  cargo run --quiet --release -- train "$@"
}

evaluate() {
  need_rust
  cargo run --quiet --release -- eval "$@"
}

scan() {
  [[ $# -gt 0 ]] || fail "scan needs at least one file or address, e.g. ./build.sh scan page.html"
  build >&2
  need_browser chromium >&2
  BEDSIDE_FROM=$started_in typescript tools/scan.ts "$@"
}

package() {
  build
  node_modules/.bin/web-ext lint --source-dir dist/firefox --self-hosted
  (cd dist && sha256sum ./*.zip)
}

make_types() {
  rm -rf extension/generated
  cargo run --quiet -- types extension/generated
}

make_packs() {
  mkdir -p target/packs
  cargo run --quiet -- packs write target/packs/packs.bin
}

make_wasm() {
  # wasm-bindgen reads sections that stripping would remove; wasm-opt drops them in the end.
  cargo build --release --target "$wasm_triple" --lib --config profile.release.strip=false
  once "target/wasm/bedside_bg.wasm target/wasm/bedside.js" bind_wasm Cargo.lock package-lock.json "target/$wasm_triple/release/bedside.wasm"
}

bind_wasm() {
  need_bindgen
  rm -rf target/wasm
  "$(bindgen_root)/bin/wasm-bindgen" --target web --no-typescript --out-name bedside --out-dir target/wasm \
    "target/$wasm_triple/release/bedside.wasm"
  node_modules/.bin/wasm-opt -Oz --enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue \
    target/wasm/bedside_bg.wasm -o target/wasm/bedside_bg.wasm
}

make_bundle() {
  typescript tools/bundle.ts
}

need_rust() {
  command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs and run this again"
  rustup target list --installed 2>/dev/null | grep -qx "$wasm_triple" ||
    rustup target add "$wasm_triple" ||
    fail "the Rust target $wasm_triple is missing: run rustup target add $wasm_triple while online"
}

need_node() {
  local version
  version=$(node --version 2>/dev/null) || true
  [[ $(printf '%s\n' v20.11 "${version:-v0}" | sort --version-sort | head -n 1) == v20.11 ]] ||
    fail "Node.js 20.11 or later is missing: install it from https://nodejs.org and run this again"
  once node_modules/.package-lock.json install_packages package-lock.json
}

install_packages() {
  npm ci --no-audit --no-fund --loglevel=error ||
    fail "npm could not install the packages of package-lock.json: check the connection to the npm registry"
}

bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock
}

bindgen_root() {
  echo "$cache/wasm-bindgen-$(bindgen_version)"
}

need_bindgen() {
  [[ -x $(bindgen_root)/bin/wasm-bindgen ]] ||
    cargo install wasm-bindgen-cli --version "$(bindgen_version)" --root "$(bindgen_root)" ||
    fail "wasm-bindgen $(bindgen_version) could not be compiled: check the connection to crates.io"
}

need_browser() {
  case $1 in
    chromium) program "${CHROMIUM:-chromium}" || install_debian chromium "or set CHROMIUM to its program" ;;
    firefox) program "${FIREFOX:-firefox-esr}" || install_debian firefox-esr "or set FIREFOX to its program" ;;
  esac
}

# Real applications whose comments the tests answer. Their files stay in the cache or in target/.
need_apps() {
  program php && program mariadbd && php -m | grep -qx mysqli ||
    install_debian "php-cli php-mysql mariadb-server-core mariadb-client-core"
  [[ -d $cache/wordpress ]] || fetch_wordpress
  program "$cache/isso-0.14.0/bin/isso" || install_isso
}

# Unpacked rather than installed, because the package wants a web server to be set up beside it.
fetch_wordpress() {
  local work="$cache/wordpress.part"
  rm -rf "$work" && mkdir -p "$work"
  (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root wordpress wordpress-theme-twentytwentythree \
    php-getid3 libjs-cropper libjs-underscore) ||
    fail "Debian's package wordpress could not be fetched: run apt-get update while online"
  for archive in "$work"/*.deb; do
    dpkg-deb --extract "$archive" "$work/root"
  done
  mv "$work/root" "$cache/wordpress"
  rm -rf "$work"
}

install_isso() {
  local root="$cache/isso-0.14.0"
  python3 -m venv "$root" 2>/dev/null || { install_debian python3-venv && python3 -m venv --clear "$root"; }
  "$root/bin/pip" install --quiet --disable-pip-version-check isso==0.14.0 ||
    fail "Isso could not be installed: check the connection to PyPI"
}

install_debian() {
  local packages=$1 otherwise=${2:-}
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    fail "missing: $packages (on Debian: sudo apt-get install $packages${otherwise:+; $otherwise})"
  fi
  # shellcheck disable=SC2086 # a list of packages
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } \
    >/dev/null || fail "apt-get could not install $packages: check the connection to the Debian mirror"
}

program() {
  command -v "$1" >/dev/null
}

typescript() {
  node --import tsx "$@"
}

# once "OUTPUT..." COMMAND INPUT...: makes the outputs by COMMAND, unless all are there and the inputs are
# what they were last made from, which is noted beside the first.
once() {
  local outputs=() command=$2 note inputs output
  read -rd '' -a outputs <<<"$1" || true
  note=$(dirname "${outputs[0]}")/.made-from
  shift 2
  inputs=$(find "$@" -type f -not -name .made-from -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  if [[ -f $note && $(<"$note") == "$inputs" ]]; then
    local missing=0
    for output in "${outputs[@]}"; do
      [[ -e $output ]] || missing=1
    done
    [[ $missing -eq 0 ]] && return
  fi
  "$command"
  echo "$inputs" >"$note"
}

# The runners' counts: cargo's one line per test program, then node's one block per browser, then the sum.
summary() {
  grep -h '^test result:' target/logs/cargo.log || true
  for kind in chromium firefox; do
    grep -hE '^(ℹ|#) (tests|pass|fail|cancelled|skipped) ' "target/logs/$kind.log" | sed "s/^[^ ]*/$kind/" || true
  done
  cat target/logs/{cargo,chromium,firefox}.log | awk '
    /^test result:/ { passed += $4; failed += $6 }
    /^(ℹ|#) pass / { passed += $3; runs++ }
    /^(ℹ|#) (fail|cancelled) / { failed += $3 }
    END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 || runs < 2 }'
}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

case ${1:-build} in
  build | demo | bench | fuzz | train | scan | package | help) "${1:-build}" "${@:2}" ;;
  test) test_everything ;;
  eval) evaluate "${@:2}" ;;
  *) help >&2 && fail "there is no verb $1" ;;
esac

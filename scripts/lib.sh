# Shared by every script: where things are, how to say things, which compiler is used.
# Sourced, never run.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# What is installed once for all checkouts (wasm-bindgen, wasm-opt, cargo-deny …).
TOOLS="${COMANDA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/comanda}"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$ROOT/target}"
WASM=wasm32-unknown-unknown

say()  { printf '\033[1m▸ %s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }
die()  { printf '\033[31m✗ %s\033[0m\n' "$1" >&2; [ $# -lt 2 ] || printf '  %s\n' "${@:2}" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# apt-get with sudo where needed; the list is refreshed once a run.
apt_install() {
  have apt-get || die "these are missing: $*" "install them with your system's package manager, then run this again"
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    have sudo || die "installing $* needs root" "run: apt-get install $*"
    sudo=sudo
  fi
  if [ -z "${APT_FRESH:-}" ]; then $sudo apt-get update -qq; APT_FRESH=1; fi
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The compiler: rustup's own where it has (or can get) the WebAssembly target, else Debian's.
# `setup` decides once and writes the decision down.
use_toolchain() {
  if [ -f "$TOOLS/toolchain" ]; then
    case "$(cat "$TOOLS/toolchain")" in
      debian) have rustup && export RUSTUP_TOOLCHAIN=debian; have rustup || PATH="/usr/bin:$PATH" ;;
      rustup) : ;;
    esac
  fi
  export PATH="$TOOLS/bin:$TOOLS/npm/node_modules/.bin:$PATH"
}
use_toolchain

# Shared by every command of the lab: options, names, messages and time. Sourced, never run.
set -euo pipefail

lab_lib=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
repository=$(dirname "$(dirname "$lab_lib")")
# Root's PATH lacks these after a plain `su`.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
started_at=$EPOCHREALTIME
command_name=$(basename "$(dirname "$(readlink -f "$0")")")/$(basename "$0")
prefix=${MESHNET_LAB_PREFIX:-mn-}

common_options_help="  --prefix P   names everything of this lab (default mn-, or \$MESHNET_LAB_PREFIX); labs with
               different prefixes share nothing
  --help       this text"

# Sources the named parts of lab/lib.
use() {
  local part
  # shellcheck source=/dev/null
  for part; do . "$lab_lib/$part.sh"; done
}

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "$command_name" "$*" >&2
  exit 1
}

# Takes one option that every command knows; the number of words it took is left in $taken.
# False when the next word is not such an option.
common_option() {
  case ${1:-} in
    --help | -h) usage; exit 0 ;;
    --prefix) [ $# -ge 2 ] || die "--prefix needs a value, for example --prefix mn-"; prefix=$2 taken=2 ;;
    --prefix=*) prefix=${1#--prefix=} taken=1 ;;
    *) return 1 ;;
  esac
}

# Everything a lab makes carries its prefix. Link names hold 15 bytes at most, so the prefix holds 8.
name_things() {
  [[ $prefix =~ ^[a-z][a-z0-9]{0,6}-$ ]] ||
    die "'$prefix' is not a usable prefix: use 1 to 7 lower-case letters and digits, beginning with a letter, and a '-' at the end"
  [ "$(id -u)" = 0 ] || die "namespaces need root: run this with sudo"
  lab=/var/tmp/${prefix}lab
  switch=${prefix}sw
  outside=${prefix}outside
}

# Parses the leading common options of a command that has no others; its arguments are left in $arguments.
take_common_options() {
  while common_option "$@"; do shift "$taken"; done
  case ${1:-} in -*) die "unknown option $1 (see --help)" ;; esac
  arguments=("$@")
  name_things
}

# Microseconds since the command began, or since the $EPOCHREALTIME given.
elapsed_us() {
  local from=${1:-$started_at} now=$EPOCHREALTIME
  echo $((${now/[.,]/} - ${from/[.,]/}))
}

# "12 ms" or "3.4 s".
elapsed() {
  local us
  us=$(elapsed_us "${1:-$started_at}")
  if [ "$us" -lt 1000000 ]; then echo "$((us / 1000)) ms"; else printf '%d.%d s\n' $((us / 1000000)) $((us / 100000 % 10)); fi
}

# Says what was done and how long it took, since the command began or since the $EPOCHREALTIME given.
report() { say "$1 ($(elapsed "${2:-$started_at}"))"; }

# wait_until SECONDS CONDITION...: polls until the command succeeds; false when time is up.
wait_until() {
  local deadline_us=$(($1 * 1000000)) from=$EPOCHREALTIME
  shift
  until "$@"; do
    [ "$(elapsed_us "$from")" -lt "$deadline_us" ] || return 1
    sleep 0.02
  done
}

# The options a running lab was made with: hosts, underlay, mtu, meshnet.
load_lab() {
  [ -e "$lab/options" ] || die "no lab with the prefix '$prefix' is up: run lab/up"
  # shellcheck source=/dev/null
  . "$lab/options"
}

# Stops unless $1 is the number of a host of this lab.
need_host() {
  [[ ${1:-} =~ ^[1-9][0-9]*$ ]] || die "'${1:-}' is not a host's number (see --help)"
  [ "$1" -le "$hosts" ] || die "there is no docker-node$1: this lab has only $hosts hosts"
}

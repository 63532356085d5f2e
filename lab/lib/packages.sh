# Installs what the lab needs and the machine does not have.

# One "command package" a line.
lab_requirements() {
  cat <<'TXT'
dockerd docker.io
docker docker.io
ip iproute2
iptables iptables
nft nftables
curl curl
jq jq
dig dnsutils
tcpdump tcpdump
iperf3 iperf3
redis-server redis-server
redis-cli redis-tools
busybox busybox-static
dnsmasq dnsmasq-base
ping iputils-ping
nsenter util-linux
sysctl procps
TXT
}

missing_packages() {
  local command package
  lab_requirements | while read -r command package; do
    type -P "$command" >/dev/null || echo "$package"
  done
  # Libraries have no command to look for. meshnet calls them.
  has_library libnftables.so.1 || echo libnftables1
  has_library libsqlite3.so.0 || echo libsqlite3-0
  # A long test shifts the clock of a daemon with it.
  [ -z "${MESHNET_TESTS_LONG:-}" ] || compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || echo libfaketime
}

has_library() { [[ $(ldconfig -p) == *"$1 "* ]]; }

ensure_packages() {
  local missing from=$EPOCHREALTIME
  missing=$(missing_packages | sort -u | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  say "installing $missing"
  # shellcheck disable=SC2086 # one word a package
  install_without_services $missing
  report "installed $missing" "$from"
}

# Debian's docker.io and redis-server would start a service of their own; the lab wants the programs only.
install_without_services() {
  local policy=/usr/sbin/policy-rc.d ours=no log
  log=$(mktemp)
  if [ ! -e "$policy" ]; then
    ours=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  local result=0
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null || result=$?
  if [ $ours = yes ]; then rm -f "$policy"; fi
  if [ $result != 0 ]; then
    tail -n 20 "$log" >&2
    die "apt-get could not install $*; the whole log is in $log"
  fi
  rm -f "$log"
}

# Modules that a fresh machine may not have loaded yet. Built-in ones are no modules: the kernel decides later.
load_modules() {
  if type -P modprobe >/dev/null; then modprobe --quiet --all overlay bridge br_netfilter veth vxlan nf_tables || true; fi
}

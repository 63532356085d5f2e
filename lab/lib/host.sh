# A lab host: network, mount, UTS, PID and IPC namespaces of its own, held by a PID 1 that only reaps.

host_home() { echo "$lab/h$1"; }

# The process id, as this machine sees it, of PID 1 of host $1; false while the host is down.
host_init() {
  local init
  [ -e "$(host_home "$1")/init.pid" ] || return 1
  init=$(<"$(host_home "$1")/init.pid")
  # The number alone could belong to another process by now: its network namespace tells.
  [ "/proc/$init/ns/net" -ef "/run/netns/$(host_namespace "$1")" ] || return 1
  echo "$init"
}

# Host $1's / as seen from this machine.
host_root() { echo "/proc/$(host_init "$1")/root"; }

need_running_host() {
  need_host "$1"
  host_init "$1" >/dev/null || die "docker-node$1 is powered off: lab/boot $1 starts it"
}

# Runs a command in all namespaces of host $1.
enter() {
  local init
  init=$(host_init "$1")
  nsenter --target "$init" --mount --uts --net --ipc --pid -- \
    env PATH="/run/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root TMPDIR=/tmp "${@:2}" 9>&-
}

# Powers host $1 on: its disk is made on first use and kept afterwards.
power_on() {
  local home namespace holder init
  home=$(host_home "$1")
  namespace=/run/netns/$(host_namespace "$1")
  mkdir -p "$home/log"
  write_name_files
  plug_host "$1"
  setsid nsenter --net="$namespace" \
    unshare --mount --uts --pid --ipc --fork --mount-proc --kill-child --propagation private \
    bash "$lab_lib/init.sh" "$1" "$lab" >"$home/log/init.log" 2>&1 </dev/null 9>&- &
  holder=$!
  disown
  wait_until 10 has_child "$holder" || die "docker-node$1 did not start: see $home/log/init.log"
  init=$(<"/proc/$holder/task/$holder/children")
  init=${init% }
  wait_until 10 test -e "/proc/$init/root/run/lab/ready" || die "docker-node$1 did not boot: see $home/log/init.log"
  echo "$init" >"$home/init.pid"
}

has_child() { [ -n "$(cat "/proc/$1/task/$1/children" 2>/dev/null)" ]; }

# The lab's hosts and resolv.conf: init.sh hands them to each host.
write_name_files() {
  local number
  {
    say "127.0.0.1 localhost"
    say "::1 localhost ip6-localhost"
    for ((number = 1; number <= hosts; number++)); do
      if has_ipv4; then say "$(host_ipv4 "$number") docker-node$number"; fi
      if has_ipv6; then say "$(host_ipv6 "$number") docker-node$number"; fi
    done
  } >"$lab/hosts"
  if has_ipv4; then say "nameserver $outside_ipv4"; else say "nameserver $outside_ipv6"; fi >"$lab/resolv.conf"
}

# Ends every process in the network namespace $1 and, as PID 1 of a host is among them, all of its containers.
end_namespace() {
  [ -e "/run/netns/$1" ] || return 0
  wait_until 20 no_process_left "$1" || die "processes $(ip netns pids "$1" | tr '\n' ' ')in $1 do not end"
}

no_process_left() {
  local processes
  processes=$(ip netns pids "$1" 2>/dev/null) || return 0
  [ -n "$processes" ] || return 0
  # shellcheck disable=SC2086 # one word a process; some may have ended meanwhile
  kill -9 $processes 2>/dev/null || true
  return 1
}

# Cuts the power of host $1: everything it ran ends at once, its disk stays.
power_off() {
  end_namespace "$(host_namespace "$1")"
  unplug_host "$1"
  remove_control_groups "$(host_namespace "$1")"
  rm -f "$(host_home "$1")/init.pid"
}

# Removes the (empty) control groups of the hosts whose names match the pattern $1, in either hierarchy.
remove_control_groups() {
  local group
  # shellcheck disable=SC2231 # a pattern, to be expanded
  for group in /sys/fs/cgroup/$1 /sys/fs/cgroup/*/$1; do
    if [ -d "$group" ]; then wait_until 5 remove_tree_of_groups "$group" || die "the control group $group is still in use"; fi
  done
}

remove_tree_of_groups() {
  find "$1" -depth -type d -exec rmdir {} + 2>/dev/null || true
  [ ! -d "$1" ]
}

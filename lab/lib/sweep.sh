# Takes a whole lab away, whatever state it is in: up, half made, half removed, or left by a reboot.
# Only this lab's own names are touched: another's may begin with the same letters.

lab_namespaces() {
  find /run/netns -maxdepth 1 \( -name "${prefix}h[0-9]*" -o -name "$switch" -o -name "$outside" \) -printf '%f\n' 2>/dev/null || true
}

sweep() {
  local name
  for name in $(lab_namespaces); do
    end_namespace "$name"
    ip netns delete "$name"
  done
  remove_control_groups "${prefix}h[0-9]*"
  # A child of a killed lab/up may still be writing.
  wait_until 5 remove_directory || die "$lab cannot be removed"
  # `ip netns` mounts /run/netns over itself on first use. The last one out takes that away too.
  if mountpoint -q /run/netns && [ -z "$(ls -A /run/netns)" ]; then umount /run/netns && rmdir /run/netns; fi
}

remove_directory() {
  rm -rf "$lab" 2>/dev/null || true
  [ ! -e "$lab" ]
}

# What is left of this lab on the machine, one thing a line.
leftovers() {
  lab_namespaces
  find /sys/fs/cgroup -maxdepth 2 -type d -name "${prefix}h[0-9]*" 2>/dev/null || true
  find /var/tmp -maxdepth 1 -name "${prefix}lab"
  ip -o link show | grep -o "\b${prefix}[a-z0-9]*" || true
  grep -o " ${lab}[^ ]*" /proc/self/mounts || true
}

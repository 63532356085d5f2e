# Cuts in the switch: frames between two ports are dropped silently, as by a broken path, while the links stay up.

# cut_traffic A B PORT ONE_WAY: B and PORT may be empty.
cut_traffic() {
  local from to port=$3 one_way=$4
  make_cut_table
  from=$(host_namespace "$1")
  if [ -z "$2" ] && [ -z "$port" ]; then
    in_switch nft add element bridge "${prefix}cut" alone "{ $from }"
    return
  fi
  for to in $(cut_peers "$1" "$2"); do
    if [ -n "$port" ]; then
      in_switch nft add element bridge "${prefix}cut" ports "{ $from . $to . $port }"
      [ "$one_way" = yes ] || in_switch nft add element bridge "${prefix}cut" ports "{ $to . $from . $port }"
    else
      in_switch nft add element bridge "${prefix}cut" pairs "{ $from . $to }"
      [ "$one_way" = yes ] || in_switch nft add element bridge "${prefix}cut" pairs "{ $to . $from }"
    fi
  done
}

# The ports of the other side: host $2, or without it every host but $1.
cut_peers() {
  local number
  if [ -n "$2" ]; then host_namespace "$2"; return; fi
  for ((number = 1; number <= hosts; number++)); do
    if [ "$number" != "$1" ]; then host_namespace "$number"; fi
  done
}

heal_traffic() {
  if in_switch nft list table bridge "${prefix}cut" >/dev/null 2>&1; then in_switch nft delete table bridge "${prefix}cut"; fi
}

in_switch() { ip netns exec "$switch" "$@"; }

# Adding what is there already changes nothing, but rules would be doubled: hence the flush.
make_cut_table() {
  in_switch nft -f - <<TXT
table bridge ${prefix}cut {
  set alone { type ifname; }
  set pairs { type ifname . ifname; }
  set ports { type ifname . ifname . inet_service; }
  chain arriving { type filter hook prerouting priority -300; }
  chain crossing { type filter hook forward priority 0; }
  chain leaving { type filter hook postrouting priority 0; }
}
flush table bridge ${prefix}cut
table bridge ${prefix}cut {
  chain arriving { iifname @alone drop; }
  chain crossing {
    iifname . oifname @pairs drop
    meta l4proto { tcp, udp } iifname . oifname . th dport @ports drop
  }
  chain leaving { oifname @alone drop; }
}
TXT
}

# The wires of the lab: a switch with a router on it, and an `outside` host behind the router.
# Every link is made inside the namespaces it belongs to, so the machine's own namespace never sees one.

switch_ipv4=192.168.205.1
switch_ipv6=fd00:205::1
outside_ipv4=203.0.113.10
outside_ipv6=2001:db8:113::10

host_namespace() { echo "${prefix}h$1"; }
host_ipv4() { echo "192.168.205.$((9 + $1))"; }
host_ipv6() { echo "fd00:205::$((9 + $1))"; }

# The address by which the other hosts reach host $1.
host_address() { if [ "$underlay" = ipv6 ]; then host_ipv6 "$1"; else host_ipv4 "$1"; fi; }

has_ipv4() { [ "$underlay" != ipv6 ]; }
has_ipv6() { [ "$underlay" != ipv4 ]; }

make_switch() {
  ip netns add "$switch"
  ip netns exec "$switch" sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  # No snooping: the switch must not drop neighbour discovery before it has learnt who listens.
  ip -n "$switch" link add "${prefix}br" up mtu "$mtu" type bridge stp_state 0 forward_delay 0 mcast_snooping 0
  ip -n "$switch" link set lo up
  if has_ipv4; then ip -n "$switch" address add "$switch_ipv4/24" dev "${prefix}br"; fi
  if has_ipv6; then ip -n "$switch" address add "$switch_ipv6/64" dev "${prefix}br" nodad; fi
}

make_outside() {
  ip netns add "$outside"
  ip -n "$switch" link add "$outside" mtu "$mtu" type veth peer name eth0 mtu "$mtu" netns "$outside"
  ip -n "$outside" link set lo up
  ip -n "$outside" link set eth0 up
  ip -n "$switch" link set "$outside" up
  if has_ipv4; then
    ip -n "$switch" address add 203.0.113.1/24 dev "$outside"
    ip -n "$outside" address add "$outside_ipv4/24" dev eth0
    ip -n "$outside" route add default via 203.0.113.1
  fi
  if has_ipv6; then
    ip -n "$switch" address add 2001:db8:113::1/64 dev "$outside" nodad
    ip -n "$outside" address add "$outside_ipv6/64" dev eth0 nodad
    ip -n "$outside" -6 route add default via 2001:db8:113::1
  fi
}

# The outside world's services: a name server that knows outside.example, and a web server that tells who asks.
# Both listen on every address of the `outside` namespace.
start_outside_services() {
  local www=$lab/outside/www
  mkdir -p "$www/cgi-bin"
  say "hello from outside" >"$www/index.html"
  cat >"$www/cgi-bin/address" <<'TXT'
#!/bin/sh
# httpd writes [::ffff:192.168.205.10] and [fd00:205::10].
address=${REMOTE_ADDR#[} address=${address%]}
printf 'Content-Type: text/plain\n\n%s\n' "${address#::ffff:}"
TXT
  chmod +x "$www/cgi-bin/address"
  ip netns exec "$outside" busybox httpd -p 80 -h "$www" 9>&-
  # A zone that is always the same; anything else does not exist. Its log shows which host asked what.
  ip netns exec "$outside" dnsmasq --conf-file=/dev/null --user=root --no-resolv --no-hosts --no-poll --cache-size=0 \
    --pid-file="$lab/outside/dnsmasq.pid" --log-queries --log-facility="$lab/outside/dnsmasq.log" --local=/#/ \
    --host-record="outside.example,$outside_ipv4,$outside_ipv6" --txt-record=outside.example,"from outside" 9>&-
}

# Host $1's own namespace and its cable to the switch.
plug_host() {
  local namespace port
  namespace=$(host_namespace "$1")
  port=$namespace
  ip netns add "$namespace"
  # A card keeps its address through a power cut; with a new one the neighbours would talk to the old for a while.
  ip -n "$switch" link add "$port" mtu "$mtu" type veth \
    peer name eth0 address "$(printf '02:00:c0:a8:cd:%02x' $((9 + $1)))" mtu "$mtu" netns "$namespace"
  ip -n "$switch" link set "$port" master "${prefix}br" up
  ip -n "$namespace" link set lo up
  ip -n "$namespace" link set eth0 up
  if has_ipv4; then
    ip -n "$namespace" address add "$(host_ipv4 "$1")/24" dev eth0
    ip -n "$namespace" route add default via "$switch_ipv4"
  fi
  if has_ipv6; then
    ip -n "$namespace" address add "$(host_ipv6 "$1")/64" dev eth0 nodad
    ip -n "$namespace" -6 route add default via "$switch_ipv6"
  fi
}

# Takes away host $1's namespace and cable. Its processes must have ended.
unplug_host() {
  local namespace
  namespace=$(host_namespace "$1")
  # The cable goes first and by name: a namespace is torn down later, by the kernel's own worker.
  if ip -n "$switch" link show "$namespace" >/dev/null 2>&1; then ip -n "$switch" link delete "$namespace"; fi
  if [ -e "/run/netns/$namespace" ]; then ip netns delete "$namespace"; fi
}

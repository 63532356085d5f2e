# The steps of lab/demo, in their order; each uses what the ones before it made.

vxlan_port=7948

# What this machine itself has, which a lab must not change.
machine_state() {
  ip -o link | cut -d : -f 2 | sort
  ip route
  cat /proc/sys/net/ipv4/ip_forward
}

network_appears_everywhere() {
  local number from
  step "A network made on one host appears on all"
  on 1 docker network create -d meshnet --ipam-driver meshnet --subnet 10.0.9.0/24 demo
  expect "docker network create succeeds ($took)" succeeded
  from=$EPOCHREALTIME
  for number in 2 3; do
    wait_until 5 engine_has_network "$number" demo || true
    expect "docker-node$number has it, $(elapsed "$from") after the command returned" engine_has_network "$number" demo
  done
  on 2 docker network ls
  on 3 docker network ls
}

engine_has_network() { [ -n "$(docker_on "$1" network ls -q --filter "name=^$2\$" --filter driver=meshnet)" ]; }

names_are_unique() {
  step "A name can be used only once in the mesh"
  on 1 docker run -d --name test1 --network demo busybox sh -c "while true; do sleep 3600; done"
  expect "test1 runs on docker-node1 ($took)" succeeded
  on 2 docker run -d --name test1 --network demo busybox sh -c "while true; do sleep 3600; done"
  expect "a second test1 is refused on docker-node2 ($took)" failed
  expect "and Docker says why" printed "endpoint with name test1 already exists in network demo"
  docker_on 2 rm -f test1 >/dev/null 2>&1 || true
  on 2 docker run -d --name test2 --network demo busybox sh -c "while true; do sleep 3600; done"
  expect "test2 runs on docker-node2 ($took)" succeeded
  address1=$(address_of 1 test1)
  address2=$(address_of 2 test2)
  expect "their addresses differ: $address1 and $address2" differs "$address1" "$address2"
}

address_of() { docker_on "$1" inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$2" 2>/dev/null || true; }

containers_reach_each_other() {
  step "Containers reach each other across hosts, by address and by name"
  on 1 docker exec test1 ping -c 3 -i 0.2 -W 2 "$address2"
  expect "test1 pings $address2: $(grep -o 'round-trip.*' <<<"$output" || true)" succeeded
  on 1 docker exec test1 ping -c 3 -i 0.2 -W 2 test2
  expect "test1 pings test2" succeeded
  on 2 docker exec test2 ping -c 1 -W 2 test1
  expect "test2 pings test1" succeeded
}

one_view_of_all_hosts() {
  step "Any host shows the containers of all hosts"
  on 3 meshnet network inspect demo
  expect "docker-node3 shows test1 with $address1" shows_container test1 "$address1"
  expect "docker-node3 shows test2 with $address2" shows_container test2 "$address2"
}

# Docker's own shape: [{"Containers": {"ID": {"Name": ..., "IPv4Address": "A/P"}}}]
shows_container() {
  jq -e --arg name "$1" --arg address "$2" \
    '[.[0].Containers[] | select(.Name == $name and (.IPv4Address | startswith($address + "/")))] | length == 1' \
    <<<"$output" >/dev/null 2>&1
}

two_interfaces() {
  step "eth0 on the overlay, eth1 to the outside world"
  on 1 docker exec test1 ip a
  expect "eth0 has MTU 1450" printed_line "eth0@.* mtu 1450 "
  expect "eth0 has $address1 in the subnet of the overlay" printed "inet $address1/24"
  expect "eth1 has MTU 1500" printed_line "eth1@.* mtu 1500 "
  on 1 docker exec test1 ip route
  expect "the default route leads through eth1" printed_line "default via .* dev eth1"
  on 1 docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' docker_gwbridge
  expect "eth1 is on docker_gwbridge" on_docker_gwbridge
}

printed_line() { grep -q -- "$1" <<<"$output"; }

on_docker_gwbridge() {
  docker_on 1 network inspect -f '{{range .Containers}}{{.IPv4Address}} {{end}}' docker_gwbridge |
    grep -qF "$(docker_on 1 exec test1 ip -4 -o address show eth1 | grep -o 'inet [^ ]*' | cut -d ' ' -f 2)"
}

the_way_out() {
  step "The outside world sees the address of the Docker host"
  on 1 docker exec test1 timeout 5 wget -q -O - http://outside.example/cgi-bin/address
  expect "the outside host sees $(host_ipv4 1) ($took)" equals "$output" "$(host_ipv4 1)"
  on 2 docker exec test2 timeout 5 wget -q -O - http://outside.example/cgi-bin/address
  expect "and $(host_ipv4 2) for docker-node2" equals "$output" "$(host_ipv4 2)"
}

packets_on_the_underlay() {
  local capture=$lab/underlay.txt job
  step "Between the hosts, packets are VXLAN"
  enter 1 timeout 10 tcpdump -l -n -i eth0 -c 4 -T vxlan udp port $vxlan_port >"$capture" 2>"$capture.err" </dev/null &
  job=$!
  wait_until 5 grep -q listening "$capture.err" || true
  on 1 docker exec test1 ping -c 2 -i 0.2 -W 2 test2
  wait $job || true
  output=$(<"$capture")
  printf 'docker-node1# tcpdump -n -i eth0 udp port %s\n' $vxlan_port
  show_output
  expect "UDP $vxlan_port from $(host_ipv4 1) to $(host_ipv4 2)" printed_line "IP $(host_ipv4 1)\.[0-9]* > $(host_ipv4 2)\.$vxlan_port: VXLAN"
  expect "and back" printed_line "IP $(host_ipv4 2)\.[0-9]* > $(host_ipv4 1)\.$vxlan_port: VXLAN"
}

an_application_by_name() {
  step "An application and its database on two hosts, connected only by name"
  on 2 docker run -d --name redis --network demo lab redis-server --protected-mode no --save ''
  expect "redis runs on docker-node2" succeeded
  on 1 docker run -d --name app --network demo -p 8080:80 lab httpd -f -p 80 -h /var/www
  expect "the application runs on docker-node1, published on port 8080" succeeded
  wait_until 5 app_answers || true
  from_outside curl -s -m 5 "http://$(host_ipv4 1):8080/cgi-bin/hello"
  expect "the outside host gets an answer ($took)" printed "You are visitor"
  from_outside curl -s -m 5 "http://$(host_ipv4 1):8080/cgi-bin/hello"
  expect "and redis on the other host counts it" printed_line "visitor [1-9]"
  on 2 docker exec test2 timeout 5 wget -q -O - http://app/cgi-bin/hello
  expect "a container on docker-node2 fetches it by name" printed "You are visitor"
}

app_answers() { ip netns exec "$outside" curl -sf -m 1 "http://$(host_ipv4 1):8080/cgi-bin/hello" | grep -q 'visitor [1-9]'; }

attached_by_label() {
  step "A container started with --network none is attached by a label"
  on 3 docker run -d --name web --hostname web-on-node3 --network none --label meshnet.network=demo lab sh -c \
    "hostname >/var/www/index.html; exec httpd -f -p 80 -h /var/www"
  expect "web runs on docker-node3" succeeded
  wait_until 5 docker_on 1 exec test1 timeout 1 wget -q -O /dev/null http://web 2>/dev/null || true
  on 1 docker exec test1 timeout 5 wget -q -O - http://web
  expect "test1 fetches http://web ($took)" printed "web-on-node3"
  on 3 docker run --rm --name early --network none --label meshnet.network=demo lab sh -c "ip -o -4 address; timeout 5 wget -q -O - http://web"
  expect "a labelled container has eth0 and eth1 at its first instruction" printed_line "eth1 *inet"
}

connected_while_running() {
  step "docker network connect adds the network to a running container"
  on 2 docker run -d --name late busybox sh -c "while true; do sleep 3600; done"
  on 2 docker network connect demo late
  expect "docker network connect succeeds ($took)" succeeded
  on 2 docker exec late ping -c 2 -i 0.2 -W 2 test1
  expect "late reaches test1 by name" succeeded
}

the_daemon_may_die() {
  local job
  step "meshnet may die: kill -9 while test1 pings test2"
  # A thousand pings a second would measure the machine, not meshnet. A hundred show any gap of 10 ms.
  say "docker-node1# docker exec test1 ping -i 0.01 -c 400 test2 &"
  : >"$lab/ping.txt"
  docker_on 1 exec test1 ping -i 0.01 -c 400 -W 2 test2 >"$lab/ping.txt" 2>&1 </dev/null &
  job=$!
  wait_until 5 grep -q 'seq=50 ' "$lab/ping.txt" || true
  # In a subshell: if the daemon cannot be stopped or started, that breaks a promise and does not end the demo.
  (stop_daemon 1 meshnet KILL) || true
  say "docker-node1# kill -9 \$(pidof meshnet)"
  expect "the daemon of docker-node1 is gone" daemon_ended 1 meshnet
  wait_until 5 grep -q 'seq=150 ' "$lab/ping.txt" || true
  say "docker-node1# meshnet node &"
  (start_daemon meshnet 1) || true
  expect "it answers again" serves 1 meshnet
  wait $job || true
  output=$(tail -n 2 "$lab/ping.txt")
  show_output
  expect "no packet was lost" printed " 0% packet loss"
  wait_until 10 serves_again || true
  on 1 docker run --rm --name again --network demo lab ping -c 1 -W 2 test2
  expect "docker-node1 starts new containers again ($took)" succeeded
  wait_until 10 has_names || true
  on 1 docker exec test1 timeout 5 wget -q -O - http://web
  expect "test1, which kept running, finds containers on other hosts by name again ($took)" printed "web-on-node3"
  on 1 docker exec test1 ping -c 1 -W 2 test2
  expect "and pings test2 by name" succeeded
}

# Docker reports a container's sandbox once, when it starts. The daemon must have remembered it.
has_names() { docker_on 1 exec test1 timeout 1 wget -q -O /dev/null http://web 2>/dev/null; }

serves_again() { docker_on 1 run --rm --network demo lab true >/dev/null 2>&1; }

all_removed() {
  local number
  step "Everything removed"
  on 1 docker rm -f test1 app
  on 2 docker rm -f test2 redis late
  on 3 docker rm -f web
  wait_until 5 no_container_known || true
  on 3 docker network rm demo
  expect "docker network rm on docker-node3 succeeds ($took)" succeeded
  for number in 1 2; do
    wait_until 5 network_is_gone "$number" || true
    expect "demo is gone from docker-node$number" network_is_gone "$number"
  done
}

network_is_gone() { ! engine_has_network "$1" demo; }
no_container_known() { [ "$(meshnet_on 3 network inspect demo 2>/dev/null | jq '.[0].Containers | length')" = 0 ]; }

# PID 1 of a lab host: init.sh NUMBER LAB, run in the host's fresh namespaces.
# Gives the host a disk, a name and a /run of its own, and then reaps what its daemons leave behind.
set -eu
number=$1 lab=$2
disk=$lab/h$number/disk

hostname "docker-node$number"
# A new namespace may inherit the machine's setting. dockerd sets FORWARD's policy to DROP only if it switches
# forwarding on itself, as it does on a real host.
echo 0 >/proc/sys/net/ipv4/ip_forward

# Copies of other namespaces' mounts came along; they would keep a crashed host's namespace alive.
grep ' nsfs ' /proc/self/mounts | cut -d ' ' -f 2 | while read -r namespace; do umount "$namespace"; done || true

mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/netns /run/docker/plugins /run/lab/bin /run/lab/cgroup /run/lab/product

# A /sys of this namespace shows this host's links; the control groups are carried over.
mount --rbind /sys/fs/cgroup /run/lab/cgroup
mount -t sysfs sysfs /sys
mount --rbind /run/lab/cgroup /sys/fs/cgroup
umount --recursive --lazy /run/lab/cgroup

# What the host writes stays on its own disk, over the machine's files.
for directory in etc opt root var/lib; do
  mkdir -p "$disk/$directory" "$disk/.work/$directory"
  mount -t overlay overlay -o "lowerdir=/$directory,upperdir=$disk/$directory,workdir=$disk/.work/$directory" "/$directory"
done
mount -t tmpfs -o mode=1777 tmpfs /tmp

# The engine's own files cannot lie on an overlay: its storage driver is one itself.
mkdir -p "$disk/docker" "$disk/meshnet" /var/lib/docker /var/lib/meshnet
mount --bind "$disk/docker" /var/lib/docker
mount --bind "$disk/meshnet" /var/lib/meshnet

if [ ! -e "$disk/.installed" ]; then
  # A machine that runs Docker or MeshNet itself must not lend the lab its configuration.
  rm -rf /etc/docker /etc/meshnet /etc/resolv.conf /root/.docker
  mkdir -p /etc/docker /etc/meshnet
  echo "docker-node$number" >/etc/hostname
  tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
  cp "$lab/resolv.conf" /etc/resolv.conf
  cp "$lab/meshnet.conf" /etc/meshnet/meshnet.conf
  touch "$disk/.installed"
fi
cp "$lab/hosts" /etc/hosts

if [ -x "$lab/product/meshnet" ]; then
  mount --bind "$lab/product" /run/lab/product
  printf '#!/bin/sh\nDOTNET_ROOT="%s" exec /run/lab/product/meshnet "$@"\n' "$(cat "$lab/dotnet-root")" >/run/lab/bin/meshnet
  chmod +x /run/lab/bin/meshnet
fi

touch /run/lab/ready
# wait collects whatever is orphaned to PID 1; nothing else happens here.
sleep infinity &
wait

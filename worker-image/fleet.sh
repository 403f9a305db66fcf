#!/bin/sh
# The nodes of fleet-compose.yml with plain docker, and any number of them.
#
#   fleet.sh up [N]      build, and run worker_1 to worker_N (3) at ports 22221, 22222, …; those that exist are started
#   fleet.sh inventory   what cordee.fleet.inventory reads, asked of the running nodes (compose's too)
#   fleet.sh down        remove them; --volumes also what they remember: they come back with other host keys
#
# CORDEE_MANAGEMENT_KEY is the control plane's public key. CORDEE_NODE_ADDRESS (127.0.0.1) is where the ports are
# published and CORDEE_NODE_HOST (127.0.0.1) how the control plane reaches them, for example host.docker.internal.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
first=22221
address=${CORDEE_NODE_ADDRESS:-127.0.0.1}

workers() {
  docker ps --all --filter "name=^/?worker_[0-9]+$" --format '{{.Names}}' | sort -t_ -k2n
}

up() {
  : "${CORDEE_MANAGEMENT_KEY:?set it to the public key of the control plane}"
  docker build --network host --build-arg "BASE=${CORDEE_NODE_BASE:-debian:bookworm-slim}" --tag cordee-worker "$here"
  number=1
  while [ "$number" -le "$1" ]; do
    run "$number"
    number=$((number + 1))
  done
}

run() {
  if workers | grep -qx "worker_$1"; then
    docker start "worker_$1"
    return
  fi
  set -- "$1" --cap-drop ALL
  for capability in AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETGID SETUID SYS_CHROOT; do
    set -- "$@" --cap-add "$capability"
  done
  number=$1
  shift
  docker run --detach --name "worker_$number" --hostname "worker-$number" --restart unless-stopped "$@" \
    --security-opt no-new-privileges --pids-limit 512 --memory 512m \
    --env CORDEE_MANAGEMENT_KEY --env CORDEE_MANAGEMENT_FROM \
    --volume "worker_$number:/var/lib/cordee" --publish "$address:$((first + number - 1)):22" cordee-worker
}

inventory() {
  echo "nodes:"
  for worker in $(workers); do
    key=$(docker exec "$worker" cat /var/lib/cordee/ssh/host_ed25519.pub)
    echo "  - host: ${CORDEE_NODE_HOST:-127.0.0.1}"
    echo "    port: $((first + ${worker#worker_} - 1))"
    echo "    host_key: \"${key% }\""
    echo "    failure_domain: \"$worker\""
  done
}

down() {
  for worker in $(workers); do
    docker rm --force "$worker"
    [ "$1" != --volumes ] || docker volume rm "$worker"
  done
}

case ${1:-} in
  up) up "${2:-3}" ;;
  inventory) inventory ;;
  down) down "${2:-}" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

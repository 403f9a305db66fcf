#!/bin/sh
# PID 1 of a rentable node: takes in the control plane's public key, makes the host key at the first start, becomes sshd.
#
#   CORDEE_MANAGEMENT_KEY        the control plane's public key, or
#   CORDEE_MANAGEMENT_KEY_FILE   a file with it                                   (/run/cordee/management.pub)
#   CORDEE_MANAGEMENT_FROM       addresses it is accepted from, as in from="…"    (anywhere)
#   CORDEE_SSH_ADDRESS, CORDEE_SSH_PORT                                           (0.0.0.0, 22)
#   CORDEE_URL                   the control plane: the node joins by itself (agent.py) (it is one that somebody lists)
set -eu
umask 022

keys=/etc/ssh/authorized_keys
identity=/var/lib/cordee/ssh/host_ed25519

fail() {
  echo "node: $*" >&2
  exit 78
}

management_key() {
  file=${CORDEE_MANAGEMENT_KEY_FILE:-/run/cordee/management.pub}
  if [ -n "${CORDEE_MANAGEMENT_KEY:-}" ]; then
    key=$CORDEE_MANAGEMENT_KEY
  elif [ -r "$file" ]; then
    key=$(cat "$file")
  else
    fail "no management key: set CORDEE_MANAGEMENT_KEY to the control plane's public key, or mount it at $file"
  fi
  case $key in
    *"PRIVATE KEY"*) fail "that is a private key; the node needs the public one" ;;
    *"
"*) fail "more than one line in the management key" ;;
    ssh-ed25519\ * | ecdsa-sha2-*\ * | sk-*\ * | ssh-rsa\ *) echo "restrict,pty${CORDEE_MANAGEMENT_FROM:+,from=\"$CORDEE_MANAGEMENT_FROM\"} $key" ;;
    *) fail "the management key is not an OpenSSH public key" ;;
  esac
}

# Beside and renamed: a node that is killed here has its whole key or none, never half of one.
make_identity() {
  mkdir -p "${identity%/*}"
  chmod 700 "${identity%/*}"
  [ -s "$identity.pub" ] && [ -s "$identity" ] && return
  rm -f "$identity" "$identity.pub" "$identity.new" "$identity.new.pub"
  ssh-keygen -q -t ed25519 -N '' -C '' -f "$identity.new"
  mv "$identity.new.pub" "$identity.pub"
  mv "$identity.new" "$identity"
}

# sshd without PAM refuses an account whose password field begins with "!"; "*" is: no password, but keys.
open_root_to_keys() {
  grep -q '^root:\*:' /etc/shadow && return
  cp -p /etc/shadow /etc/shadow.new
  sed 's/^root:[^:]*:/root:*:/' /etc/shadow >/etc/shadow.new
  mv /etc/shadow.new /etc/shadow
}

# From OpenSSH 9.8 on failed logins shut out their source for a while. Behind NAT that source is everybody's, the
# control plane's included: a tenant's mistyped key must not make the node look dead.
newer_options() {
  sshd=$1
  "$sshd" -t -o PerSourcePenalties=no 2>/dev/null && echo "-o PerSourcePenalties=no"
  true
}

mkdir -p "$keys" /run/sshd
line=$(management_key)
echo "$line" >"$keys/root"
make_identity
open_root_to_keys
# What root is given here, the join token above all, is no tenant's to read.
for folder in /run/cordee /run/secrets; do
  [ ! -d "$folder" ] || chmod 700 "$folder" 2>/dev/null || true  # the agent looks whether it is
done
sshd=$(command -v sshd || echo /usr/sbin/sshd)
# shellcheck disable=SC2046  # words, on purpose
set -- "$sshd" -D -e -p "${CORDEE_SSH_PORT:-22}" -o "ListenAddress=${CORDEE_SSH_ADDRESS:-0.0.0.0}" $(newer_options "$sshd")
if [ -n "${CORDEE_URL:-}" ]; then
  exec python3 /opt/cordee/agent.py "$@"
fi
exec "$@"

#!/bin/sh
# Becomes PID 1 of a node without Docker: builds its file system in the mount namespace it was started in, moves into
# it and hands over to the entry point of the worker image. Whatever is mounted here ends with the namespace.
#
#   enter.sh ROOT NAME LAYER     ROOT: the node's own files; LAYER: a folder whose usr/ is laid over the host's, or ""
#
# Of the host it shows, read only, the programs (/usr without /usr/local) and a few files that say nothing of anybody.
# Accounts, homes, /var, /tmp, /run, /dev, /proc are the node's own.
set -eu
root=$1 name=$2 layer=$3

[ $$ = 1 ] || { echo "enter.sh: only as the first process of new namespaces" >&2; exit 1; }
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"

for folder in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$folder" ]; then
    [ -L "$folder" ] || ln -s "$(readlink "/$folder")" "$folder"
  elif [ -d "/$folder" ]; then
    mkdir -p "$folder"
    mount --rbind -o ro "/$folder" "$folder"
  fi
done

mkdir -p usr
if [ -n "$layer" ]; then
  (cd "$layer" && mount -t overlay -o ro,lowerdir=usr:/usr node "$root/usr")
else
  mount --bind -o ro /usr usr
fi
if [ -d usr/local ]; then mount -t tmpfs -o ro,size=4k node usr/local; fi

for path in alternatives ld.so.cache localtime login.defs protocols resolv.conf services ssl/certs terminfo; do
  if [ -d "/etc/$path" ]; then
    mkdir -p "etc/$path"
  elif [ -f "/etc/$path" ]; then
    : >>"etc/$path"
  else
    continue
  fi
  mount --bind -o ro "/etc/$path" "etc/$path"
done

mount -t proc -o nosuid,nodev,noexec proc proc
echo "$name" >proc/sys/kernel/hostname
for path in sys sysrq-trigger; do
  [ -e "proc/$path" ] || continue
  mount --bind "proc/$path" "proc/$path"
  mount -o remount,bind,ro "proc/$path"
done

mount -t tmpfs -o nosuid,mode=755,size=1m node dev
for device in null zero full random urandom tty; do
  : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,nosuid,noexec,gid=5,mode=620,ptmxmode=666 devpts dev/pts
mount -t tmpfs -o nosuid,nodev,mode=1777,size=64m node dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

mount -t tmpfs -o nosuid,nodev,mode=755,size=16m node run
mkdir -m 1777 run/lock

mkdir -p .host
pivot_root . .host
cd /
umount -l /.host
rmdir /.host

# The capabilities that Docker gives a container, less those no node needs; and no program gives more.
kept=-all
for capability in audit_write chown dac_override fowner fsetid kill net_bind_service setgid setuid sys_chroot; do
  kept="$kept,+$capability"
done
exec setpriv --no-new-privs --inh-caps=-all --bounding-set="$kept" /opt/cordee/entrypoint.sh

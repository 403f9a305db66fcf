#!/bin/sh
# Makes a database cluster at the first start, runs /docker-entrypoint-initdb.d/*.sh in it, becomes the server.
#
#   POSTGRES_PASSWORD_FILE   of the superuser POSTGRES_USER (postgres)
#   POSTGRES_INITDB_ARGS     more for initdb
#   PGDATA                   where
set -eu
: "${POSTGRES_USER:=postgres}"
export POSTGRES_USER

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown postgres: "$(dirname "$PGDATA")" "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

# A mark stands while the first start is under way: one that was cut off begins anew, and nothing else is ever removed.
unfinished=$(dirname "$PGDATA")/cordee.unfinished
if [ -e "$unfinished" ] || [ ! -e "$PGDATA/PG_VERSION" ]; then
  touch "$unfinished"
  find "$PGDATA" -mindepth 1 -delete
  # shellcheck disable=SC2086  # words, on purpose
  initdb --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" $POSTGRES_INITDB_ARGS >/dev/null
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  pg_ctl --wait --silent --options="-c listen_addresses=''" start
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [ -e "$script" ] && "$script"
  done
  pg_ctl --wait --silent --mode=fast stop
  rm "$unfinished"
fi

server=$1
shift
exec "$server" -c listen_addresses='*' "$@"

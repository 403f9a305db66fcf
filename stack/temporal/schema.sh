#!/bin/sh
# Makes or upgrades the two schemas of the Temporal server, then the namespace. Run at every start: what is there stays.
set -eu

schema() {
  SQL_DATABASE=$1 temporal-sql-tool setup-schema --version 0.0
  SQL_DATABASE=$1 temporal-sql-tool update-schema --schema-name "postgresql/v12/$2"
}

namespace() {
  temporal operator namespace update --namespace "$CORDEE_NAMESPACE" --retention "$CORDEE_RETENTION" 2>/dev/null ||
    temporal operator namespace create --namespace "$CORDEE_NAMESPACE" --retention "$CORDEE_RETENTION" \
      --description "Cordee's sagas, rentals and sweeps"
}

case ${1:-} in
  schemas)
    SQL_PASSWORD=$(cat /run/secrets/temporal.password)
    export SQL_PASSWORD SQL_HOST=postgres SQL_PORT=5432 SQL_USER=temporal SQL_PLUGIN=postgres12_pgx
    schema temporal temporal
    schema temporal_visibility visibility
    ;;
  namespace)
    # a server that has just started may be too busy to answer at once
    for _ in 1 2 3 4 5 6; do
      namespace && exit 0
      sleep 5
    done
    exit 1
    ;;
  *)
    echo "schema.sh: schemas or namespace" >&2
    exit 2
    ;;
esac

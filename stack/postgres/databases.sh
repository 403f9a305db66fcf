#!/bin/sh
# Run once, by the first start on an empty volume: two roles that own their databases and nothing else.
set -eu
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set cordee `cat /run/secrets/cordee.postgres.password`
\set temporal `cat /run/secrets/temporal.password`
CREATE ROLE cordee LOGIN PASSWORD :'cordee';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE cordee OWNER cordee;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT ON DATABASE cordee, temporal, temporal_visibility FROM PUBLIC;
SQL

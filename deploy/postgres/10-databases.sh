#!/bin/sh
# A role and a database of its own for each service; nobody else may connect to it. Run once, on an empty volume.
set -eu

make_database() {
    psql --set ON_ERROR_STOP=1 --set name="$1" --set password="$2" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

make_database auth "$AUTH_DATABASE_PASSWORD"
make_database pool "$POOL_DATABASE_PASSWORD"
make_database needs "$NEEDS_DATABASE_PASSWORD"
make_database matching "$MATCHING_DATABASE_PASSWORD"
make_database placements "$PLACEMENTS_DATABASE_PASSWORD"
make_database notify "$NOTIFY_DATABASE_PASSWORD"
make_database web "$WEB_DATABASE_PASSWORD"

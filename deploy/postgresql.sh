#!/bin/sh
# Creates the database's users: one that owns the tables, for the command 'migrate', and one that reads and writes rows, for the server.
set -eu
secrets=${SECRETS:-/run/secrets}
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-authmethods}" \
  -v database="${POSTGRES_DB:-authmethods}" -v migration="$(cat "$secrets/database-migration")" -v server="$(cat "$secrets/database")" <<'SQL'
CREATE ROLE authmethods_migration LOGIN PASSWORD :'migration';
CREATE ROLE authmethods LOGIN PASSWORD :'server';
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO authmethods_migration, authmethods;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO authmethods_migration;
GRANT USAGE ON SCHEMA public TO authmethods;
ALTER DEFAULT PRIVILEGES FOR ROLE authmethods_migration IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO authmethods;
ALTER DEFAULT PRIVILEGES FOR ROLE authmethods_migration IN SCHEMA public GRANT USAGE ON SEQUENCES TO authmethods;
SQL

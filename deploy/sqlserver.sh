#!/bin/sh
# Creates the database and its users: one that owns the tables, for the command 'migrate', and one that reads and writes rows, for the server.
set -eu
secret() { tr -d '\n' <"/run/secrets/$1"; }
SQLCMDPASSWORD=$(secret database-admin) MIGRATION=$(secret database-migration) SERVER=$(secret database)
export SQLCMDPASSWORD MIGRATION SERVER
exec /opt/mssql-tools18/bin/sqlcmd -C -S sqlserver -U sa -b -I -i /deploy/sqlserver.sql

-- The passwords come from the environment: $(MIGRATION) and $(SERVER). Can be run again.
IF DB_ID(N'authmethods') IS NULL CREATE DATABASE authmethods;
GO
-- Without it readers wait for writers.
IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = N'authmethods' AND is_read_committed_snapshot_on = 1)
    ALTER DATABASE authmethods SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID(N'authmethods_migration') IS NULL CREATE LOGIN authmethods_migration WITH PASSWORD = N'$(MIGRATION)';
IF SUSER_ID(N'authmethods') IS NULL CREATE LOGIN authmethods WITH PASSWORD = N'$(SERVER)';
GO
USE authmethods;
GO
IF USER_ID(N'authmethods_migration') IS NULL
BEGIN
    CREATE USER authmethods_migration FOR LOGIN authmethods_migration;
    ALTER ROLE db_owner ADD MEMBER authmethods_migration;
END;
IF USER_ID(N'authmethods') IS NULL
BEGIN
    CREATE USER authmethods FOR LOGIN authmethods;
    ALTER ROLE db_datareader ADD MEMBER authmethods;
    ALTER ROLE db_datawriter ADD MEMBER authmethods;
END;
GO

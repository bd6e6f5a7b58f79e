using AuthMethods.Access;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace AuthMethods.Seed;

/// <summary>Moves the applications of a database from when an application was one row, with its secret and its permissions, to today's tables.</summary>
internal static class EarlierApplications
{
    private const string Table = "Applications";
    private const string GraphAppId = "00000003-0000-0000-C000-000000000000";
    private const string Microsoft = "F8CDEF31-A31E-4B4A-93E4-5F571E91255A";
    private const string NoGuid = "00000000-0000-0000-0000-000000000000";

    // Tools that Microsoft registers.
    private const string Tools =
        "'14D82EEC-204B-4C2F-B7E8-296A70DAB67E', '04B07795-8DDB-461A-BBEE-02F9E1BF7B46', '31359C7F-BD7E-475C-86DB-FDB8C937548E'";

    /// <summary>
    /// The last call of a migration: inserts the move before the operations that drop the old columns or index the new ones, wherever the
    /// migration has them.
    /// </summary>
    public static void MoveApplications(this MigrationBuilder migration)
    {
        var isSqlServer = migration.ActiveProvider!.EndsWith("SqlServer", StringComparison.Ordinal);
        var isPostgreSql = migration.ActiveProvider.StartsWith("Npgsql", StringComparison.Ordinal);
        var newId = isSqlServer ? "NEWID()"
            : isPostgreSql ? "gen_random_uuid()"
            : $"{Hex(4)} || '-' || {Hex(2)} || '-' || {Hex(2)} || '-' || {Hex(2)} || '-' || {Hex(6)}";
        var later = migration.Operations.Where(o => o is DropColumnOperation { Table: Table } or CreateIndexOperation { Table: Table }).ToList();
        migration.Operations.RemoveAll(later.Contains);
        foreach (var statement in Statements(newId, isPostgreSql ? "true" : "1", isPostgreSql ? "'{}'" : "'[]'"))
        {
            var sql = isPostgreSql ? statement.Replace('[', '"').Replace(']', '"') : statement;
            // SQL Server compiles a script as a whole, and the columns are gone after the migration.
            migration.Sql(isSqlServer ? $"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');" : $"{sql};");
        }

        foreach (var operation in later)
        {
            // EF Core would rebuild SQLite's table, for which it leaves the transaction.
            if (operation is DropColumnOperation drop && !isSqlServer && !isPostgreSql) migration.Sql($"ALTER TABLE \"{Table}\" DROP COLUMN \"{drop.Name}\";");
            else migration.Operations.Add(operation);
        }
    }

    private static IEnumerable<string> Statements(string newId, string yes, string none)
    {
        const string principal = """
            INSERT INTO [ServicePrincipals]
            ([TenantId], [Id], [AppId], [DisplayName], [DisplayNameKey], [AccountEnabled], [AppOwnerOrganizationId], [TagKeys], [Version])
            """;
        const string grantee = $"FROM [Applications] a JOIN [ServicePrincipals] g ON g.[TenantId] = a.[TenantId] AND g.[AppId] = '{GraphAppId}'";
        yield return $"{principal} SELECT [Id], {newId}, '{GraphAppId}', 'Microsoft Graph', 'microsoft graph', {yes}, '{Microsoft}', {none}, {newId} FROM [Tenants]";
        yield return $"{principal} SELECT [TenantId], [Id], [Id], [DisplayName], LOWER([DisplayName]), {yes}, [TenantId], {none}, {newId} FROM [Applications]";
        yield return $"UPDATE [ServicePrincipals] SET [AppOwnerOrganizationId] = '{Microsoft}' WHERE [AppId] IN ({Tools})";
        yield return "UPDATE [Applications] SET [AppId] = [Id]";
        yield return $"""
            UPDATE [Applications]
            SET [Id] = {newId}, [Version] = {newId}, [DisplayNameKey] = LOWER([DisplayName]), [IdentifierUriKeys] = {none}, [TagKeys] = {none}
            """;
        yield return """UPDATE [Applications] SET [Settings] = '{"isFallbackPublicClient":true}' WHERE [SecretHash] IS NULL""";
        yield return $"""
            INSERT INTO [ApplicationCredentials] ([TenantId], [OwnerId], [KeyId], [SecretHash])
            SELECT [TenantId], [Id], {newId}, [SecretHash] FROM [Applications] WHERE [SecretHash] IS NOT NULL
            """;
        yield return $"""
            INSERT INTO [PermissionGrants] ([TenantId], [Id], [ClientId], [PrincipalId], [ResourceId], [Scope], [Version])
            SELECT a.[TenantId], {newId}, a.[AppId], '{NoGuid}', g.[Id], a.[DelegatedPermissions], {newId} {grantee} WHERE a.[DelegatedPermissions] <> ''
            """;
        foreach (var permission in GraphPermissions.All.Select(PublishedPermissions.Find).Where(p => p?.ApplicationId is not null))
        {
            var name = permission!.Name;
            yield return $"""
                INSERT INTO [AppRoleAssignments] ([TenantId], [Id], [PrincipalId], [ResourceId], [AppRoleId])
                SELECT a.[TenantId], {newId}, a.[AppId], g.[Id], '{permission.ApplicationId.ToString()!.ToUpperInvariant()}' {grantee}
                WHERE a.[ApplicationPermissions] = '{name}' OR a.[ApplicationPermissions] LIKE '{name} %'
                OR a.[ApplicationPermissions] LIKE '% {name}' OR a.[ApplicationPermissions] LIKE '% {name} %'
                """;
        }

        yield return $"DELETE FROM [Applications] WHERE [AppId] IN ({Tools})";
    }

    private static string Hex(int bytes) => $"hex(randomblob({bytes}))";
}

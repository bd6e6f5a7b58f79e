using System.Text.RegularExpressions;
using AuthMethods.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Schemas;

/// <summary>What can be tested without a SQL Server: the script that creates the schema, and the limits of keys.</summary>
public sealed partial class SqlServerScriptTests
{
    private const int WidestClusteredKey = 900;
    private const int WidestIndexKey = 1700;

    private static readonly string Script = WithContext(db => db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));

    [Fact]
    public void Script_IsBatchesEachOfWhichIsClosed()
    {
        var batches = Batches();

        Assert.True(batches.Length >= WithContext(db => db.Database.GetMigrations().Count()), $"{batches.Length} batches");
        Assert.All(batches, batch =>
        {
            var code = WithoutLiterals(batch);
            Assert.Equal(code.Count(c => c == '('), code.Count(c => c == ')'));
            Assert.DoesNotContain("'", code, StringComparison.Ordinal);
            Assert.Equal(Begin().Count(code), End().Count(code));
        });
    }

    [Fact]
    public void Script_ChangesNothingWithoutLookingAtTheHistoryFirst()
    {
        var unguarded = WithoutLiterals(GuardedBlock().Replace(Script, ""));

        Assert.Matches(Change(), WithoutLiterals(Script));
        Assert.DoesNotMatch(Change(), unguarded);
    }

    [Fact]
    public void Script_KeepsToWhatEverySupportedServerHas()
    {
        Assert.DoesNotMatch(@"\bMERGE\b", Script);
        Assert.DoesNotMatch(@"\b(json|vector|datetimeoffset|rowversion)\b", WithoutLiterals(Script).ToLowerInvariant());
        Assert.All(Regex.Matches(Script, @"datetime2(\(\d\))?").Select(m => m.Value), type => Assert.Equal("datetime2(6)", type));
    }

    [Fact]
    public void Tables_HaveTheTenantFirstInTheirKeys()
    {
        var keys = Regex.Matches(Script, @"CONSTRAINT \[PK_(?<table>\w+)\] PRIMARY KEY \(\[(?<first>\w+)\]")
            .Where(m => m.Groups["table"].Value != "__EFMigrationsHistory").ToArray();

        Assert.Equal(Regex.Count(Script, @"CREATE TABLE \[(?!__EF)"), keys.Length);
        Assert.All(keys, key => Assert.Equal(key.Groups["table"].Value == "Tenants" ? "Id" : "TenantId", key.Groups["first"].Value));
    }

    [Fact]
    public void Keys_AreNoWiderThanTheServerAllows()
    {
        var tables = WithContext(db => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToArray());

        Assert.All(tables, table => Assert.InRange(Width(table.PrimaryKey!.Columns), 16, WidestClusteredKey));
        Assert.All(tables.SelectMany(t => t.Indexes), index => Assert.InRange(Width(index.Columns), 16, WidestIndexKey));
    }

    [Fact]
    public void Engine_TriesAgainAfterTransientFaults()
    {
        using var services = new ServiceCollection().AddSqlServer(new StorageOptions { ConnectionString = "Server=localhost" }).BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext();

        Assert.True(db.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    private static string[] Batches() =>
        [.. Regex.Split(Script, @"^GO\s*$", RegexOptions.Multiline).Select(b => b.Trim()).Where(b => b.Length > 0)];

    private static string WithoutLiterals(string sql) => Regex.Replace(sql, @"'([^']|'')*'|\[[^\]]*\]", "");

    private static int Width(IEnumerable<IColumn> columns) => columns.Sum(column => column.StoreType switch
    {
        "uniqueidentifier" => 16,
        "datetime2(6)" => 8,
        "bigint" => 8,
        "int" => 4,
        "bit" => 1,
        var text when Characters().Match(text) is { Success: true } match =>
            2 * int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"{column.Table.Name}.{column.Name} is {other}: not for a key."),
    });

    private static T WithContext<T>(Func<AuthDb, T> look)
    {
        using var db = MigrationTests.DesignTime(StorageEngine.SqlServer);
        return look(db);
    }

    [GeneratedRegex(@"\bBEGIN\b(?!\s+TRANSACTION)")]
    private static partial Regex Begin();

    [GeneratedRegex(@"\bEND\b")]
    private static partial Regex End();

    [GeneratedRegex(@"^IF (NOT EXISTS|OBJECT_ID)\b.*?^BEGIN$.*?^END;$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex GuardedBlock();

    [GeneratedRegex(@"\b(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE)\b")]
    private static partial Regex Change();

    [GeneratedRegex(@"^nvarchar\((\d+)\)$")]
    private static partial Regex Characters();
}

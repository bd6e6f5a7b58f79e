using System.Text.RegularExpressions;
using AuthMethods.Data.SqlServer;
using AuthMethods.Features.PhoneMethods;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
        using var services = Services();
        using var db = services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext();

        Assert.True(db.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Fact]
    public void Script_ReadsNoColumnInTheBatchThatAddsIt() => Assert.All(Batches(), batch =>
    {
        // A batch is compiled before it runs, so such a statement must be in the text of an EXEC.
        var code = Regex.Replace(batch, "'([^']|'')*'", "");
        foreach (Match added in Regex.Matches(code, @"ALTER TABLE \[(?<table>\w+)\] ADD \[(?<column>\w+)\]"))
        {
            var (table, column) = (added.Groups["table"].Value, added.Groups["column"].Value);
            Assert.DoesNotMatch($@"(UPDATE|INSERT INTO|DELETE FROM|FROM) \[{table}\][^;]*\[{column}\]", code);
        }
    });

    [Fact]
    public void Migrations_UpdateNothingOutsideATextThatIsCompiledLater() =>
        Assert.All(Batches(), batch => Assert.DoesNotMatch(@"\bUPDATE\b", WithoutLiterals(batch)));

    [Fact]
    public void Columns_OfTextAndOfLists_CompareByCodePoints()
    {
        var columns = WithContext(db => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(t => t.Columns).ToArray());

        Assert.All(
            columns.Where(c => c.StoreType.StartsWith("nvarchar", StringComparison.Ordinal)),
            column => Assert.True(column.Collation == "Latin1_General_100_BIN2", $"{column.Table.Name}.{column.Name}"));
    }

    [Fact]
    public void Filter_OfAList_ComparesItsElementsByCodePoints()
    {
        var (value, past) = ("é", "z");
        using var services = Services();
        using var db = services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext();

#pragma warning disable CA1310 // Translated to SQL.
        var sql = db.Users.Where(u => u.OtherMailKeys.Any(m => m.CompareTo(value) >= 0 && m.CompareTo(past) <= 0) && !u.OtherMailKeys.All(m => m == value)
            && u.BusinessPhoneKeys.Contains(value)).ToQueryString();
#pragma warning restore CA1310

        var uses = Regex.Matches(sql, @"\[\w+\]\.\[value\](?<collation> COLLATE Latin1_General_100_BIN2)?");
        Assert.True(uses.Count >= 4, sql);
        Assert.All(uses, use => Assert.True(use.Groups["collation"].Success, sql));
    }

    [Theory]
    [InlineData("Server=localhost;MultipleActiveResultSets=true", false)]
    [InlineData("Server=localhost;MultipleActiveResultSets=false", true)]
    [InlineData("Server=localhost", true)]
    public void ConnectionString_WithMultipleActiveResultSets_IsRefused(string text, bool isAccepted)
    {
        using var services = Services(text);

        var failure = Record.Exception(() => services.GetRequiredService<IOptions<StorageOptions>>().Value);

        Assert.Equal(isAccepted, failure is null);
        if (failure is not null) Assert.Contains("MultipleActiveResultSets", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("True", false)]
    [InlineData("False", true)]
    [InlineData("0", true)]
    public void Database_WithoutRowVersions_GetsTheStatementThatTurnsThemOn(string isOn, bool isAdvised) =>
        Assert.Equal(isAdvised, SqlServerEngine.Advise(isOn)?.Contains("SET READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal) ?? false);

    [Theory]
    [InlineData("", 2, 0, 10)]
    [InlineData("Connect Timeout=7;ConnectRetryCount=1", 7, 1, 10)]
    [InlineData("Connection Timeout=7;Command Timeout=60", 7, 0, 60)]
    public void Timeouts_AreShortUnlessTheConnectionStringSaysOtherwise(string text, int connect, int retries, int command)
    {
        using var services = Services($"Server=localhost;{text}");
        using var db = services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext();

        var used = new SqlConnectionStringBuilder(db.Database.GetConnectionString());

        Assert.Equal((connect, retries, command), (used.ConnectTimeout, used.ConnectRetryCount, used.CommandTimeout));
    }

    [Fact]
    public void BulkCopy_SendsTheColumnsThatRowsFill() => WithContext(db =>
    {
        var row = new PhoneMethodRow { TenantId = Guid.NewGuid(), UserId = Guid.NewGuid(), Id = "1", PhoneNumber = "+1 2065550100" };
        var table = SqlServerBulkCopy.Table(new RowColumns(db, row), [row]);

        Assert.Equal(row.PhoneNumber, table.Rows[0]["PhoneNumber"]);
        Assert.Equal(row.UserId, table.Rows[0]["UserId"]);
        Assert.IsType<string>(table.Rows[0]["Kind"]);
        return true;
    });

    private static ServiceProvider Services(string text = "Server=localhost") => new ServiceCollection().AddLogging()
        .AddSqlServer(new StorageOptions { ConnectionString = text })
        .Configure<StorageOptions>(options => (options.Engine, options.ConnectionString) = (StorageEngine.SqlServer, text)).BuildServiceProvider();

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

using System.Reflection;
using AuthMethods.Data.PostgreSql;
using AuthMethods.Data.Sqlite;
using AuthMethods.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>Which database errors clients are told to retry, and which are faults of this program.</summary>
public sealed class UnavailableTests
{
    public static TheoryData<string, Exception, bool> Errors => new()
    {
        { "SQLite is locked", new SqliteException("", 5), true },
        { "SQLite's disk is full", new SqliteException("", 13), true },
        { "SQLite's file is damaged", new SqliteException("", 11), true },
        { "SQLite's file is something else", new SqliteException("", 26), true },
        { "SQLite's file cannot be opened", new SqliteException("", 14), true },
        { "SQLite finds no such table", new SqliteException("", 1), false },
        { "SQLite's constraint is violated", new SqliteException("", 19), false },
        { "PostgreSQL starts", new PostgresException("", "FATAL", "FATAL", "57P03"), true },
        { "PostgreSQL was stopped", new PostgresException("", "FATAL", "FATAL", "57P01"), true },
        { "PostgreSQL has too many connections", new PostgresException("", "FATAL", "FATAL", "53300"), true },
        { "PostgreSQL doesn't answer", new NpgsqlException("", new TimeoutException()), true },
        { "PostgreSQL finds no such table", new PostgresException("", "ERROR", "ERROR", "42P01"), false },
        { "PostgreSQL's client was misused", new NpgsqlException(""), false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_MeansUnavailableOnlyIfItPasses(string what, Exception error, bool isUnavailable) =>
        Assert.True(
            isUnavailable == (SqliteAuthDb.MeansUnavailable(error) || PostgreSqlAuthDb.MeansUnavailable(error) || SqlServerAuthDb.MeansUnavailable(error)),
            what);

    /// <summary>Errors of SQL Server by number. Those with the class of a wrong statement are recognized by the number alone.</summary>
    [Theory]
    [InlineData(-2, "timeout")]
    [InlineData(921, "not recovered yet")]
    [InlineData(922, "being recovered")]
    [InlineData(976, "secondary")]
    [InlineData(978, "secondary for readers only")]
    [InlineData(983, "not accessible in its availability group")]
    [InlineData(1205, "deadlock victim")]
    [InlineData(1222, "lock timeout")]
    [InlineData(3906, "read-only")]
    [InlineData(3960, "conflict of row versions")]
    [InlineData(4060, "cannot open database")]
    [InlineData(4221, "no row versions on the secondary yet")]
    [InlineData(6005, "shutting down")]
    [InlineData(10053, "connection aborted")]
    [InlineData(10054, "connection reset")]
    [InlineData(10060, "does not answer")]
    [InlineData(10928, "limit of sessions")]
    [InlineData(10929, "limit of sessions, too busy")]
    [InlineData(18401, "not ready for logins")]
    [InlineData(18456, "login failed")]
    [InlineData(40197, "service failed")]
    [InlineData(40501, "service busy")]
    [InlineData(40613, "not available")]
    [InlineData(49918, "not enough resources")]
    [InlineData(49919, "too many operations")]
    [InlineData(49920, "too many operations for the subscription")]
    public void SqlServerError_OfAServerThatCannotAnswer_MeansUnavailable(int number, string what) =>
        Assert.True(SqlServerAuthDb.MeansUnavailable(SqlServerError(number)), what);

    [Theory]
    [InlineData(102, "syntax")]
    [InlineData(207, "no such column")]
    [InlineData(208, "no such table")]
    [InlineData(515, "null in a column")]
    [InlineData(2601, "duplicate")]
    [InlineData(2627, "duplicate")]
    [InlineData(8152, "too long")]
    public void SqlServerError_OfAStatement_IsAFaultOfThisProgram(int number, string what) =>
        Assert.False(SqlServerAuthDb.MeansUnavailable(SqlServerError(number)), what);

    [Fact]
    public void SqlServerPool_ThatIsExhausted_MeansUnavailable()
    {
        var error = new InvalidOperationException(
            "Timeout expired.  The timeout period elapsed prior to obtaining a connection from the pool.  This may have occurred because all pooled "
            + "connections were in use and max pool size was reached.");

        Assert.True(SqlServerAuthDb.MeansUnavailable(error));
        Assert.False(SqlServerAuthDb.MeansUnavailable(new InvalidOperationException("A query is already running.")));
    }

    /// <summary>The client creates its exceptions only from the server's answers.</summary>
    private static SqlException SqlServerError(int number)
    {
        const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;
        var constructor = typeof(SqlError).GetConstructors(hidden).First(c => c.GetParameters() is [{ ParameterType.Name: "Int32" }, ..]);
        var error = constructor.Invoke([.. constructor.GetParameters().Select((p, i) => i switch
        {
            0 => number,
            2 => (byte)14,
            _ => p.ParameterType == typeof(string) ? "" : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null,
        })]);
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(hidden).First(m => m.Name == "CreateException" && m.GetParameters().Length == 2);
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }
}

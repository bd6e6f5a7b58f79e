using System.Data.Common;
using AuthMethods.Data.PostgreSql;
using AuthMethods.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>Which database errors clients are told to retry, and which are faults of this program.</summary>
public sealed class UnavailableTests
{
    public static TheoryData<string, DbException, bool> Errors => new()
    {
        { "SQLite is locked", new SqliteException("", 5), true },
        { "SQLite's disk is full", new SqliteException("", 13), true },
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
    public void Error_MeansUnavailableOnlyIfItPasses(string what, DbException error, bool isUnavailable) =>
        Assert.True(isUnavailable == (SqliteAuthDb.MeansUnavailable(error) || PostgreSqlAuthDb.MeansUnavailable(error)), what);
}

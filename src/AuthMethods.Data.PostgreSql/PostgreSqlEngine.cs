using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

public static class PostgreSqlEngine
{
    // In seconds, and one in milliseconds. The last value of a key counts, so a connection string can have others.
    private const string Defaults = "Timeout=2;Command Timeout=10;Cancellation Timeout=500";

    private const int Retries = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public static IServiceCollection AddPostgreSql(this IServiceCollection services, StorageOptions storage)
    {
        var text = $"{Defaults};{storage.ConnectionString}";
        var engine = new DatabaseEngine(
            () => new NpgsqlConnection($"{text};Pooling=false"),
            typeof(PostgreSqlAuthDb).Assembly,
            PostgreSqlAuthDb.MeansUnavailable,
            () => new NpgsqlConnectionStringBuilder(text).MaxPoolSize)
        {
            InsertAsync = PostgreSqlCopy.InsertAsync,
        };
        services.AddEngine<PostgreSqlAuthDb>(
            engine, options => options.UseNpgsql(text, npgsql => npgsql.EnableRetryOnFailure(Retries, RetryDelay, errorCodesToAdd: null)));
        services.AddSingleton<Writer, TransactionWriter>();
        return services;
    }
}

using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

public static class PostgreSqlEngine
{
    public static IServiceCollection AddPostgreSql(this IServiceCollection services, StorageOptions storage)
    {
        services.AddEngine<PostgreSqlAuthDb>(
            () => new NpgsqlConnection(storage.ConnectionString),
            options => options.UseNpgsql(storage.ConnectionString, npgsql => npgsql.EnableRetryOnFailure()),
            PostgreSqlAuthDb.MeansUnavailable,
            () => new NpgsqlConnectionStringBuilder(storage.ConnectionString).MaxPoolSize);
        services.AddSingleton<Writer, TransactionWriter>();
        return services;
    }
}

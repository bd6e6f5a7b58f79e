using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.SqlServer;

public static class SqlServerEngine
{
    public static IServiceCollection AddSqlServer(this IServiceCollection services, StorageOptions storage)
    {
        services.AddEngine<SqlServerAuthDb>(
            () => new SqlConnection(storage.ConnectionString),
            options => options.UseSqlServer(storage.ConnectionString, server => server.EnableRetryOnFailure()),
            SqlServerAuthDb.MeansUnavailable,
            () => new SqlConnectionStringBuilder(storage.ConnectionString).MaxPoolSize);
        services.AddSingleton<Writer, TransactionWriter>();
        return services;
    }
}

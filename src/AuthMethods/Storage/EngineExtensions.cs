using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuthMethods.Storage;

internal static class EngineExtensions
{
    private static readonly SetStatementInterceptor SetStatements = new();

    /// <summary>
    /// Registers an engine's context, pooled without limit: there are as many as calls ever ran at once. What is handed out sees no
    /// tenant until the token says which: a context that comes back from the pool must not remember the last one's.
    /// </summary>
    /// <param name="services">The service's parts.</param>
    /// <param name="connect">Makes a connection, not yet open.</param>
    /// <param name="configure">Chooses the engine.</param>
    /// <param name="meansUnavailable">Whether an error says that the database cannot be had at the moment.</param>
    /// <param name="tables">The query for the names of the tables, where it is not the standard's.</param>
    /// <param name="prepare">Runs each time a context is handed out.</param>
    public static IServiceCollection AddEngine<TDb>(
        this IServiceCollection services, Func<DbConnection> connect, Action<DbContextOptionsBuilder> configure, Func<DbException, bool> meansUnavailable,
        string tables = DatabaseEngine.StandardTables, Action<IServiceProvider, TDb>? prepare = null)
        where TDb : AuthDb
    {
        services.AddSingleton<IValidateOptions<StorageOptions>>(new ConnectionStringCheck(connect));
        services.AddOptions<StorageOptions>().ValidateOnStart();
        services.AddSingleton(new DatabaseEngine(connect, typeof(TDb).Assembly, meansUnavailable, tables));
        services.AddPooledDbContextFactory<TDb>(options =>
        {
            configure(options);
#pragma warning disable EF9100
            options.ReplaceService<ILiftableConstantProcessor, PlansWithoutLambdas>();
#pragma warning restore EF9100
            options.ConfigureWarnings(SetLevels).AddInterceptors(SetStatements);
        }, poolSize: int.MaxValue);
        services.AddSingleton<IDbContextFactory<AuthDb>>(
            provider => new Factory<TDb>(provider, provider.GetRequiredService<IDbContextFactory<TDb>>(), prepare));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext());
        return services;
    }

    /// <summary>
    /// A key that refuses a duplicate is an answer here, and a database that is not there yet is one that <c>migrate</c> creates.
    /// What really fails is logged where it ends the request or the program.
    /// </summary>
    private static void SetLevels(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.ExecutionStrategyRetrying, LogLevel.Warning));

    /// <summary>Whether the engine's client can read its connection string.</summary>
    private sealed class ConnectionStringCheck(Func<DbConnection> connect) : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            if (options.Engine != StorageEngine.Sqlite && string.IsNullOrWhiteSpace(options.ConnectionString))
            {
                return ValidateOptionsResult.Fail($"Storage:ConnectionString is not set; Storage:Engine {options.Engine} needs one.");
            }

            try
            {
                connect().Dispose();
                return ValidateOptionsResult.Success;
            }
            catch (Exception e) when (e is ArgumentException or FormatException)
            {
                return ValidateOptionsResult.Fail($"Storage:ConnectionString cannot be read: {e.Message}");
            }
        }
    }

    /// <summary>Lets a context know of rows that it changed by a statement of their own.</summary>
    private sealed class SetStatementInterceptor : DbCommandInterceptor
    {
        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            var isSet = eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;
            if (result > 0 && isSet) (eventData.Context as AuthDb)?.Change?.Wrote();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Factory<TDb>(
        IServiceProvider services, IDbContextFactory<TDb> pool, Action<IServiceProvider, TDb>? prepare) : IDbContextFactory<AuthDb>
        where TDb : AuthDb
    {
        public AuthDb CreateDbContext()
        {
            var db = pool.CreateDbContext();
            db.TenantId = Guid.Empty;
            db.Change = null;
            prepare?.Invoke(services, db);
            return db;
        }
    }
}

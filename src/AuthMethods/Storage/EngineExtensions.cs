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
    /// <summary>Unused contexts that are kept. More are created while they are needed.</summary>
    private const int PooledContexts = 128;

    private static readonly SetStatementInterceptor SetStatements = new();
    private static readonly OneConnectionInterceptor OneConnection = new();

    /// <summary>
    /// Registers an engine's context with a pool. A context from the pool has no tenant until the token's is set, so that it never shows
    /// the rows of the tenant that used it last.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="configure">Selects the engine.</param>
    /// <param name="lend">Runs each time a context is taken from the pool; the result is disposed of when the context returns.</param>
    public static IServiceCollection AddEngine<TDb>(
        this IServiceCollection services, DatabaseEngine engine, Action<DbContextOptionsBuilder> configure,
        Func<IServiceProvider, TDb, IDisposable>? lend = null)
        where TDb : AuthDb
    {
        services.AddSingleton<IValidateOptions<StorageOptions>>(new ConnectionStringCheck(engine));
        services.AddOptions<StorageOptions>().ValidateOnStart();
        services.AddSingleton(engine);
        services.AddSingleton<DatabaseOutage>();
        services.AddPooledDbContextFactory<TDb>(options =>
        {
            configure(options);
#pragma warning disable EF9100
            options.ReplaceService<ILiftableConstantProcessor, PlansWithoutLambdas>();
#pragma warning restore EF9100
            options.ConfigureWarnings(LowerLogLevels).AddInterceptors(SetStatements, OneConnection);
        }, PooledContexts);
        services.AddSingleton<IDbContextFactory<AuthDb>>(
            provider => new Factory<TDb>(provider, provider.GetRequiredService<IDbContextFactory<TDb>>(), provider.GetRequiredService<DatabaseOutage>(), lend));
        services.AddSingleton(_ => new DatabaseSlots(engine.ConcurrentRequests()));
        services.AddScoped<DatabaseSlot>();
        services.AddScoped<Polling>();
        services.AddScoped(provider =>
        {
            provider.GetRequiredService<DatabaseSlot>().Take();
            return provider.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext();
        });
        return services;
    }

    /// <summary>
    /// Lowers the level of expected errors: a duplicate key is a normal result, and <c>migrate</c> creates a missing database. Real
    /// failures are logged where they end the request or the program.
    /// </summary>
    private static void LowerLogLevels(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.ExecutionStrategyRetrying, LogLevel.Debug));

    /// <summary>Whether the engine's client can read its connection string.</summary>
    private sealed class ConnectionStringCheck(DatabaseEngine engine) : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            if (options.Engine != StorageEngine.Sqlite && string.IsNullOrWhiteSpace(options.ConnectionString))
            {
                return ValidateOptionsResult.Fail($"Storage:ConnectionString is not set; Storage:Engine {options.Engine} needs one.");
            }

            try
            {
                engine.Connect().Dispose();
                return engine.Refuse(options.ConnectionString) is { } refusal
                    ? ValidateOptionsResult.Fail($"Storage:ConnectionString {refusal}")
                    : ValidateOptionsResult.Success;
            }
            catch (Exception e) when (e is ArgumentException or FormatException)
            {
                return ValidateOptionsResult.Fail($"Storage:ConnectionString cannot be read: {e.Message}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return ValidateOptionsResult.Fail(
                    $"The folder of the database cannot be created ({options.Directory}): {e.Message} "
                    + "Set Storage:Directory to a folder that this user may write to.");
            }
        }
    }

    /// <summary>Tells a change about rows that were written by a statement that bypasses the change tracker.</summary>
    private sealed class SetStatementInterceptor : DbCommandInterceptor
    {
        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            var isSet = eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;
            if (result > 0 && isSet) (eventData.Context as AuthDb)?.Change?.MarkWritten();
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Ends a change whose connection was lost.</summary>
    private sealed class OneConnectionInterceptor : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            eventData.Context is AuthDb { MayConnect: false }
                ? throw new TimeoutException("The connection was lost during the change.")
                : ValueTask.FromResult(result);
    }

    private sealed class Factory<TDb>(
        IServiceProvider services, IDbContextFactory<TDb> pool, DatabaseOutage outage, Func<IServiceProvider, TDb, IDisposable>? lend)
        : IDbContextFactory<AuthDb>
        where TDb : AuthDb
    {
        public AuthDb CreateDbContext()
        {
            outage.ThrowIfGone();
            var db = pool.CreateDbContext();
            db.TenantId = Guid.Empty;
            db.Change = null;
            if (lend is not null) Lend(db);
            return db;
        }

        private void Lend(TDb db)
        {
            try
            {
                db.Borrowed = lend!(services, db);
            }
            catch
            {
                db.Dispose();
                throw;
            }
        }
    }
}

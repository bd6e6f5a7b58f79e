using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage;

public static class EngineExtensions
{
    /// <summary>
    /// Registers an engine's context, pooled. What is handed out sees no tenant until the token says which: a context that comes
    /// back from the pool must not remember the last one's.
    /// </summary>
    /// <param name="services">The service's parts.</param>
    /// <param name="configure">Chooses the engine.</param>
    /// <param name="prepare">Runs each time a context is handed out.</param>
    public static IServiceCollection AddEngine<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure, Action<TDb>? prepare = null)
        where TDb : AuthDb
    {
        services.AddPooledDbContextFactory<TDb>(configure);
        services.AddSingleton<IDbContextFactory<AuthDb>>(provider => new Factory<TDb>(provider.GetRequiredService<IDbContextFactory<TDb>>(), prepare));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext());
        return services;
    }

    private sealed class Factory<TDb>(IDbContextFactory<TDb> pool, Action<TDb>? prepare) : IDbContextFactory<AuthDb> where TDb : AuthDb
    {
        public AuthDb CreateDbContext()
        {
            var db = pool.CreateDbContext();
            db.TenantId = Guid.Empty;
            db.Trail = null;
            prepare?.Invoke(db);
            return db;
        }
    }
}

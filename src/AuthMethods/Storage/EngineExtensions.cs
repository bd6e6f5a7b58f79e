using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage;

public static class EngineExtensions
{
    /// <summary>
    /// Registers an engine's context, pooled. What is handed out sees no tenant until the token says which: a context that comes
    /// back from the pool must not remember the last one's.
    /// </summary>
    public static IServiceCollection AddEngine<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure) where TDb : AuthDb
    {
        services.AddPooledDbContextFactory<TDb>(configure);
        services.AddSingleton<IDbContextFactory<AuthDb>, Factory<TDb>>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContext());
        return services;
    }

    private sealed class Factory<TDb>(IDbContextFactory<TDb> pool) : IDbContextFactory<AuthDb> where TDb : AuthDb
    {
        public AuthDb CreateDbContext()
        {
            var db = pool.CreateDbContext();
            db.TenantId = Guid.Empty;
            db.Trail = null;
            return db;
        }
    }
}

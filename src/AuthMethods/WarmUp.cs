using AuthMethods.Access;
using AuthMethods.Features.Methods;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods;

/// <summary>
/// Builds the model and compiles the most common queries as soon as the server listens, so that the first request needn't wait. The
/// queries run without a tenant and find nothing.
/// </summary>
internal static class WarmUp
{
    public static Task RunAsync(IServiceProvider services) => Task.Run(async () =>
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
            await services.GetRequiredService<UserQueries>().FindAsync(db, Guid.Empty, "");
            foreach (var kind in services.GetRequiredService<MethodKinds>().All) await kind.WarmUpAsync(services, db);
            await foreach (var _ in services.GetRequiredService<MethodQueries>().OnV1(db, Guid.Empty)) { }
        }
        catch (Exception e) when (services.GetRequiredService<DatabaseEngine>().IsUnavailable(e))
        {
            services.GetRequiredService<DatabaseOutage>().Report(e);
        }
    });
}

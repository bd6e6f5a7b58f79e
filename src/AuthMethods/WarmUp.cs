using AuthMethods.Access;
using AuthMethods.Features.Methods;
using AuthMethods.Methods;
using AuthMethods.Storage;
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
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AuthDb>();
        await services.GetRequiredService<UserQueries>().FindAsync(db, Guid.Empty, "");
        foreach (var kind in services.GetRequiredService<MethodKinds>().All) await kind.WarmUpAsync(services, db);
        await foreach (var _ in services.GetRequiredService<MethodQueries>().OnV1(db, Guid.Empty)) { }
    });
}

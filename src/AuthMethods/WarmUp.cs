using AuthMethods.Access;
using AuthMethods.Features.Methods;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods;

/// <summary>
/// Does once, as soon as the server listens, what the first request would otherwise wait for: the model, and the queries behind
/// every call. They run against no tenant and find nothing.
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

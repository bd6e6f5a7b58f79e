using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Users;

namespace AuthMethods.Storage.Tests.Users;

/// <summary>Filters and pages find the same users on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class UserListTests(EngineServers engines)
{
    [SkippableTheory, EachEngine]
    public async Task List_WithAnyFilter_IsWhatLinqWouldAnswer(StorageEngine engine) => await RandomFilters.CheckAsync(await engines.TenantAsync(engine), tests: 200);

    [SkippableTheory, EachEngine]
    public async Task List_PageByPageWhileOthersComeAndGo_ShowsEveryoneWhoStaysExactlyOnce(StorageEngine engine) =>
        await RandomPages.CheckAsync(await engines.TenantAsync(engine), tests: 30);
}

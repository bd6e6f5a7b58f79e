using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

public sealed class UserListProperties
{
    [Fact]
    public async Task List_WithAnyFilter_IsWhatLinqWouldAnswer() => await RandomFilters.CheckAsync(await SharedServer.TenantAsync(), tests: 400);

    [Fact]
    public async Task List_PageByPageWhileOthersComeAndGo_ShowsEveryoneWhoStaysExactlyOnce() =>
        await RandomPages.CheckAsync(await SharedServer.TenantAsync(), tests: 60);

    [Fact]
    public async Task Count_WhileUsersComeAndGo_IsWhatCountingFinds() => await RandomLives.CheckAsync(await SharedServer.TenantAsync(), lots: 6);
}

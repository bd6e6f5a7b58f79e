using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Delta;

public sealed class RandomDeltasTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AClient_ThatFollowsFromAnyMoment_EndsWithTheLists(int seed) =>
        await RandomDeltas.CheckAsync(await SharedServer.TenantAsync(), seed, lots: 24);
}

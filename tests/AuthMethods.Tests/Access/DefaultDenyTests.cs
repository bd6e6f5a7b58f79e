using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access;

public sealed class DefaultDenyTests : TenantTests
{
    [Theory]
    [InlineData("/v1.0/users")]
    [InlineData("/v1.0/me")]
    [InlineData("/v1.0/thereIsNoSuchSegment")]
    [InlineData("/beta/users/kim/authentication/thereIsNoSuchSegment")]
    [InlineData("/v1.0")]
    public async Task GraphPaths_WithoutToken_Answer401AsGraph(string path) =>
        Assert.Equal(
            "Access token is empty.",
            (await _tenant.Server.Client().GetAnswerAsync(path)).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken").ErrorMessage);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_WithATokenThatIsRefused_StillAnswers(string path)
    {
        var disabled = await _tenant.AsAsync("disabled");

        (await disabled.GetAnswerAsync(path)).Is(HttpStatusCode.OK);
        (await disabled.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }
}

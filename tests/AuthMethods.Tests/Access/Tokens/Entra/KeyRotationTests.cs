using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access.Tokens.Entra;

public sealed class KeyRotationTests
{
    private const int Kim = 22;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ANewKey_IsAcceptedSoon_AndAWithdrawnOneNoLonger()
    {
        await using var entra = await EntraServer.StartAsync();
        var old = entra.TokenOf(Kim);
        (await entra.AskAsync(old)).Is(HttpStatusCode.OK);

        entra.Issuer.Rotate();
        await BecomesAsync(entra, entra.TokenOf(Kim), HttpStatusCode.OK);
        (await entra.AskAsync(old)).Is(HttpStatusCode.OK);

        entra.Issuer.RotateAndWithdraw();
        await BecomesAsync(entra, entra.TokenOf(Kim), HttpStatusCode.OK);
        (await entra.AskAsync(old)).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task AnIssuerThatIsDown_IsNoServerError()
    {
        await using var entra = await EntraServer.StartAsync();
        var token = entra.TokenOf(Kim);
        await entra.Issuer.DisposeAsync();

        (await entra.AskAsync(token)).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task AnIssuerThatGoesDown_LeavesKnownKeysInForce()
    {
        await using var entra = await EntraServer.StartAsync();
        var (first, second) = (entra.TokenOf(Kim), entra.TokenOf(Kim));
        (await entra.AskAsync(first)).Is(HttpStatusCode.OK);
        await entra.Issuer.DisposeAsync();

        (await entra.AskAsync(first)).Is(HttpStatusCode.OK);
        (await entra.AskAsync(second)).Is(HttpStatusCode.OK);
    }

    private static async Task BecomesAsync(EntraServer entra, string token, HttpStatusCode expected)
    {
        var until = DateTime.UtcNow + Soon;
        Answer answer;
        while ((answer = await entra.AskAsync(token)).Status != expected && DateTime.UtcNow < until) await Task.Delay(100);
        answer.Is(expected);
    }
}

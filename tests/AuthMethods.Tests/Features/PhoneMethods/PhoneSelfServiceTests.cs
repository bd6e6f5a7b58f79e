using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.PhoneMethods;

/// <summary>The switches for what users may do with their own phones.</summary>
public sealed class PhoneSelfServiceTests
{
    private const string Phones = "/v1.0/me/authentication/phoneMethods";
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";

    [Fact]
    public async Task Writes_WhenSelfServiceIsOff_AreRefusedButForDeletes()
    {
        await using var server = await TestServer.StartAsync([new("Policy:SelfServiceWrites", "false")]);
        var tenant = await server.TenantAsync();
        var kim = await tenant.AsAsync("kim");

        (await (await tenant.AsAsync("balas")).PostAnswerAsync(Phones, Office)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await kim.PatchAnswerAsync($"{Phones}/{MethodIds.Office}", Office)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await kim.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/authentication/phoneMethods/{MethodIds.Office}", Office))
            .Is(HttpStatusCode.Forbidden, "accessDenied");
        (await kim.DeleteAnswerAsync($"{Phones}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Writes_WhenRecentMfaIsAskedFor_AreRefusedWithoutItAndTenMinutesAfterIt()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync([new("Policy:RequireRecentMfaForOwnMethods", "true")], clock: clock);
        var tenant = await server.TenantAsync();
        var withMfa = await tenant.WithMfaAsync("kim");

        (await (await tenant.AsAsync("kim")).DeleteAnswerAsync($"{Phones}/{MethodIds.Office}")).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await withMfa.PatchAnswerAsync($"{Phones}/{MethodIds.Office}", Office)).Is(HttpStatusCode.NoContent);
        clock.Advance(TimeSpan.FromMinutes(11));
        (await withMfa.PatchAnswerAsync($"{Phones}/{MethodIds.Office}", Office)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await withMfa.GetAnswerAsync(Phones)).Is(HttpStatusCode.OK);
    }
}

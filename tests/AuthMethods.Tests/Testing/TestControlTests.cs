using System.Net;
using AuthMethods.Tests.Server;
using TestTenant = AuthMethods.Testing.TestTenant;

namespace AuthMethods.Tests.Testing;

/// <summary>A tenant's clock, faults and journal, as a test has them.</summary>
public sealed class TestControlTests : TenantTests
{
    private TestTenant Tenant => _tenant.Tenant;

    private string Phones => $"/v1.0/users/{Tenant.Name("balas")}/authentication/phoneMethods";

    [Fact]
    public async Task Clock_MovesTheTimeOfThisTenantOnly()
    {
        var other = await Tenant.Host.CreateTenantAsync();
        using var mine = Tenant.HttpClientAs("kim");
        using var theirs = other.HttpClientAs("kim");
        var before = Tenant.Clock.Now;

        Tenant.Clock.Advance(TimeSpan.FromHours(25));

        Assert.InRange(Tenant.Clock.Now - before, TimeSpan.FromHours(25), TimeSpan.FromHours(26));
        (await mine.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
        (await theirs.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        using var fresh = Tenant.HttpClientAs("kim");
        (await fresh.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public void Clock_IsFrozenSetAndReleased()
    {
        var at = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

        Tenant.Clock.Freeze(at);
        Assert.Equal((at, at), (Tenant.Clock.Now, Tenant.Clock.Now));
        Tenant.Clock.Set(at.AddDays(1));
        Tenant.Clock.Release();

        Assert.InRange(Tenant.Clock.Now, at.AddDays(1), at.AddDays(2));
    }

    [Fact]
    public async Task Faults_AreMetAsOftenAsTheySay()
    {
        Tenant.Faults.Add(r => r.Post("/users/*/authentication/**").Next(2).Answer(429, retryAfter: 1));
        using var admin = Tenant.HttpClientAs("auth.admin");

        var answers = new List<Answer>();
        for (var i = 0; i < 3; i++) answers.Add(await admin.PostAnswerAsync(Phones, """{"phoneNumber":"+1 2065550142","phoneType":"mobile"}"""));

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.Created], answers.Select(a => a.Status));
        Assert.Equal(TimeSpan.FromSeconds(1), answers[0].Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Journal_TellsWhatWasReceivedAndWhyItWasRefused()
    {
        using var admin = Tenant.HttpClientAs("auth.admin");
        using var kim = Tenant.HttpClientAs("kim");
        await admin.PostAnswerAsync(Phones, """{"phoneNumber":"+1 2065550142","phoneType":"mobile"}""");
        await kim.GetAnswerAsync(Phones);

        Tenant.Journal.Received(1, "POST /users/*/authentication/phoneMethods");
        Tenant.Journal.Received(0, "DELETE /users/**");
        Assert.Throws<InvalidOperationException>(() => Tenant.Journal.Received(2, "POST /users/*/authentication/phoneMethods"));
        Assert.StartsWith("RoleMissing", Tenant.Journal.Last(403).Reason, StringComparison.Ordinal);
        Assert.Equal(["UserAuthMethod-Phone.ReadWrite.All"], Tenant.Journal.LeastPermissions());
    }
}

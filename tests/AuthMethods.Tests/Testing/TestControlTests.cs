using System.Net;
using AuthMethods.Tests.Server;
using TestTenant = AuthMethods.Testing.TestTenant;

namespace AuthMethods.Tests.Testing;

/// <summary>A tenant's faults and journal, as a test has them.</summary>
public sealed class TestControlTests : TenantTests
{
    private TestTenant Tenant => _tenant.Tenant;

    private string Phones => $"/v1.0/users/{Tenant.Name("balas")}/authentication/phoneMethods";

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

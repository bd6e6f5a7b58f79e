using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Admin;

/// <summary>A change that is made on a page leaves the audit record of the call that the page shows.</summary>
public sealed class PageAuditTests : TenantTests
{
    private const string Password = "28c10230-6103-485e-b985-444c60001490";

    // What tells two calls apart, and not two ways to make one.
    private static readonly string[] OfOneCall = ["id", "correlationId", "activityDateTime", "userAgent"];

    [Theory]
    [InlineData("auth.admin", "POST /v1.0/users/{megan}/authentication/phoneMethods", """{"phoneNumber":"+1 2065550171","phoneType":"mobile"}""")]
    [InlineData("auth.admin", "POST /v1.0/users/{megan}/authentication/emailMethods", """{"emailAddress":"megan@northwindtraders.com"}""")]
    [InlineData("auth.admin", "POST /v1.0/users/{megan}/authentication/temporaryAccessPassMethods", """{"isUsableOnce":true}""")]
    [InlineData("auth.admin", "DELETE /v1.0/users/{kim}/authentication/emailMethods/3ddfcfc8-9383-446f-83cc-3ab9be4be18f", null)]
    [InlineData("auth.admin", $"POST /v1.0/users/{{megan}}/authentication/methods/{Password}/resetPassword", """{"newPassword":"Second-Try-2!"}""")]
    [InlineData("auth.admin", "POST /v1.0/users/{megan}/revokeSignInSessions", null)]
    [InlineData("auth.admin", "POST /authmethods/users/{megan}/multiFactor/requireReregistration", null)]
    [InlineData("global.admin", "PATCH /beta/users/{megan}/authentication/requirements", """{"perUserMfaState":"enforced"}""")]
    [InlineData("auth.policy.admin", "PATCH /v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Voice",
        """{"@odata.type":"#microsoft.graph.voiceAuthenticationMethodConfiguration","state":"enabled"}""")]
    public async Task Change_OnAPage_HasTheRecordOfTheCall(string alias, string call, string? body)
    {
        var byHand = await _tenant.Server.TenantAsync();
        var browser = await PageBrowser.AsPersonaAsync(_tenant, alias);
        await browser.OpenAsync("/console/users");

        await browser.CallAsync(In(_tenant, call), "/console/users", body);
        var (verb, address) = call.Split(' ') is [var method, var path] ? (method, path) : default;
        var answer = await (await byHand.AsAsync(alias)).AnswerAsync(new(verb), In(byHand, address), body);

        Assert.True((int)answer.Status < 300, answer.Text);
        var records = await RecordsAsync(_tenant);
        Assert.NotEmpty(records);
        Assert.Equal(await RecordsAsync(byHand), records);
    }

    private static string In(TestTenant tenant, string text) => text
        .Replace("{megan}", tenant.Name("megan"), StringComparison.Ordinal).Replace("{kim}", tenant.Name("kim"), StringComparison.Ordinal);

    /// <summary>The tenant's audit records of people, without what differs from call to call and from tenant to tenant.</summary>
    private static async Task<string[]> RecordsAsync(TestTenant tenant)
    {
        var reader = await tenant.AsAsync("global.admin");
        var records = (await reader.GetAnswerAsync("/beta/auditLogs/directoryAudits")).Is(HttpStatusCode.OK).Value.Select(r => r!.AsObject())
            .Where(r => r["initiatedBy"]?["user"] is not null && (string?)r["activityDisplayName"] != "Consent to application");
        return [.. records.Select(Text).Order(StringComparer.Ordinal)];

        string Text(JsonObject record)
        {
            foreach (var name in OfOneCall) record.Remove(name);
            return record.ToJsonString().Replace(tenant.Domain, "contoso.com", StringComparison.Ordinal)
                .Replace($"{tenant.Id}", "tenant", StringComparison.Ordinal);
        }
    }
}

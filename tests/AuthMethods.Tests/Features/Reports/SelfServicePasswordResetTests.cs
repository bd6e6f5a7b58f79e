using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Reports;

public sealed class SelfServicePasswordResetTests
{
    [Fact]
    public async Task Details_WhenTwoMethodsAreRequired_AskForTwo()
    {
        await using var server = await TestServer.StartAsync(
            [new("SelfServicePasswordReset:Enabled", "true"), new("SelfServicePasswordReset:MethodsRequired", "2")]);
        var tenant = await server.TenantAsync();
        var (admin, reader) = (await tenant.AsAsync("global.admin"), await tenant.AsAsync("reports.reader"));
        (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("balas")}/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("megan")}/authentication/emailMethods", """{"emailAddress":"megan@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync(
            $"/v1.0/users/{tenant.Name("megan")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065555510","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);

        var capable = (await reader.GetAnswerAsync("/v1.0/reports/authenticationMethods/userRegistrationDetails?$filter=isSsprCapable eq true"))
            .Is(HttpStatusCode.OK);

        var names = capable.Value.Select(r => (string)r!["userPrincipalName"]!).ToArray();
        Assert.Contains(tenant.Name("megan"), names);
        Assert.DoesNotContain(tenant.Name("balas"), names);
        Assert.All(capable.Value, record => Assert.True((bool)record!["isSsprEnabled"]! && (bool)record["isSsprRegistered"]!));
    }

    [Fact]
    public async Task Reports_WhenAdministratorsMayNotReset_LeaveThemOut()
    {
        const string reports = "/v1.0/reports/authenticationMethods";
        await using var server = await TestServer.StartAsync([new("SelfServicePasswordReset:Enabled", "true")]);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("user.admin")}/authentication/emailMethods", """{"emailAddress":"ua@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);
        var (enabled, capable) = await CountsAsync();

        (await admin.PatchAnswerAsync("/v1.0/policies/authorizationPolicy", """{"allowedToUseSSPR":false}""")).Is(HttpStatusCode.NoContent);

        var details = (await admin.GetAnswerAsync($"{reports}/userRegistrationDetails?$filter=isSsprEnabled eq true")).Is(HttpStatusCode.OK);
        Assert.NotEmpty(details.Value);
        Assert.All(details.Value, record => Assert.False((bool)record!["isAdmin"]!));
        Assert.Equal((enabled - 14, capable - 1), await CountsAsync());

        async Task<(long Enabled, long Capable)> CountsAsync()
        {
            var counts = (await admin.GetAnswerAsync($"{reports}/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='all')"))
                .Is(HttpStatusCode.OK).Json["userRegistrationFeatureCounts"]!.AsArray().ToDictionary(c => (string)c!["feature"]!, c => (long)c!["userCount"]!);
            return (counts["ssprEnabled"], counts["ssprCapable"]);
        }
    }
}

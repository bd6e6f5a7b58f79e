using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access;

/// <summary>Permissions alone let an application do nothing sensitive to an administrator; it needs a role that may.</summary>
public sealed class ApplicationsOnAdministratorsTests : TenantTests
{
    private const string PrivilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";

    // Each with the user who has the phone, address or name.
    public static TheoryData<string, string> SensitiveActions => new()
    {
        { "PATCH", """{"accountEnabled":false}""" },
        { "PATCH", """{"businessPhones":["+1 5555550100"]}""" },
        { "PATCH", """{"mobilePhone":"+1 5555550100"}""" },
        { "PATCH", """{"onPremisesImmutableId":"abc"}""" },
        { "PATCH", """{"otherMails":["a@fabrikam.com"]}""" },
        { "PATCH", """{"passwordProfile":{"password":"Neu-Kennwort-7"}}""" },
        { "PATCH", """{"passwordProfile":{"forceChangePasswordNextSignIn":true}}""" },
        { "PATCH", """{"userPrincipalName":"renamed@{domain}"}""" },
        { "PATCH", """{"jobTitle":"Clerk","mobilePhone":"+1 5555550100"}""" },
        { "DELETE", "" },
    };

    [Theory, MemberData(nameof(SensitiveActions))]
    public async Task ASensitiveAction_NeedsARoleThatReachesTheTarget(string verb, string body)
    {
        var application = await _tenant.AsAppAsync();

        await IsAsync(HttpStatusCode.Forbidden, application, verb, "directory.reader", body);
        await IsAsync(HttpStatusCode.Forbidden, application, verb, "group.member", body);
        await IsAsync(HttpStatusCode.NoContent, application, verb, "megan", body);

        await HoldAsync(TheDirectory.UserAdministrator);
        await IsAsync(HttpStatusCode.Forbidden, application, verb, "global.reader", body.Replace("renamed", "renamed.2", StringComparison.Ordinal));
        await IsAsync(HttpStatusCode.NoContent, application, verb, "groups.admin", body.Replace("renamed", "renamed.3", StringComparison.Ordinal));

        await HoldAsync(PrivilegedAuthenticationAdministrator);
        await IsAsync(HttpStatusCode.NoContent, application, verb, "global.reader", body.Replace("renamed", "renamed.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RestoringAndPurging_AreSensitiveToo()
    {
        var (application, admin) = (await _tenant.AsAppAsync(), await _tenant.AsAsync("global.admin"));
        var deleted = $"/v1.0/directory/deletedItems/{SampleTenant.UserId(7)}";
        (await admin.DeleteAnswerAsync($"/v1.0/users/{SampleTenant.UserId(7)}")).Is(HttpStatusCode.NoContent);

        (await application.PostAnswerAsync($"{deleted}/restore")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await application.DeleteAnswerAsync(deleted)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        await HoldAsync(TheDirectory.UserAdministrator);
        (await application.PostAnswerAsync($"{deleted}/restore")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnythingElse_NeedsNoRole()
    {
        var application = await _tenant.AsAppAsync();

        await IsAsync(HttpStatusCode.NoContent, application, "PATCH", "global.admin", """{"jobTitle":"Chief"}""");
        (await application.GetAnswerAsync($"/v1.0/users/{TheDirectory.GlobalAdmin}/authentication/methods")).Is(HttpStatusCode.OK);
        (await application.PostAnswerAsync($"/v1.0/users/{TheDirectory.GlobalAdmin}/authentication/phoneMethods",
            """{"phoneNumber":"+1 5555550100","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task ARoleThroughAGroup_Counts()
    {
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", await PrincipalAsync())).Is(HttpStatusCode.NoContent);
        (await admin.AssignAsync(TheDirectory.UserAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        await IsAsync(HttpStatusCode.NoContent, await _tenant.AsAppAsync(), "PATCH", "groups.admin", """{"mobilePhone":"+1 5555550100"}""");
    }

    private async Task IsAsync(HttpStatusCode expected, HttpClient application, string verb, string alias, string body)
    {
        var sent = body.Length == 0 ? null : body.Replace("{domain}", _tenant.Domain, StringComparison.Ordinal);
        var answer = (await application.AnswerAsync(new(verb), $"/v1.0/users/{_tenant.Name(alias)}", sent)).Is(expected);
        if (expected == HttpStatusCode.Forbidden) Assert.StartsWith("TargetAboveCaller: ", answer.Reason, StringComparison.Ordinal);
    }

    private async Task HoldAsync(string role) =>
        (await (await _tenant.AsAsync("global.admin")).AssignAsync(role, await PrincipalAsync())).Is(HttpStatusCode.Created);

    private async Task<string> PrincipalAsync() => (string)(await (await _tenant.AsAsync("global.admin"))
        .GetAnswerAsync($"/v1.0/servicePrincipals(appId='{SampleTenant.Provisioning}')")).Is(HttpStatusCode.OK).Json["id"]!;
}

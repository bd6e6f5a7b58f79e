using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Access;

/// <summary>The routes apply the access rules: a sample of what <see cref="WhoMayDoWhatTests"/> tests completely.</summary>
public sealed class PolicyOverHttpTests : TenantTests
{
    private const string GlobalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Reset = "methods/28c10230-6103-485e-b985-444c60001490/resetPassword";
    private const string NewPassword = """{"newPassword":"Neu-Kennwort-7"}""";
    private const string Phone = """{"phoneNumber":"+1 5555550100","phoneType":"mobile"}""";

    [Theory]
    [InlineData("global.reader", "privileged.role.admin", "GET", "authentication/methods")]
    [InlineData("auth.admin", "kim", "GET", "authentication/phoneMethods")]
    [InlineData("auth.admin", "password.admin", "GET", "authentication/phoneMethods")]
    [InlineData("privileged.auth.admin", "global.admin", "GET", "authentication/emailMethods")]
    [InlineData("kim", "kim", "GET", "authentication/methods")]
    [InlineData("kim", "kim", "GET", "authentication/passwordMethods")]
    [InlineData("kim", "balas", "GET", "")]
    [InlineData("user.admin", "helpdesk.admin", "POST", "revokeSignInSessions")]
    [InlineData("kim", "kim", "POST", "revokeSignInSessions")]
    [InlineData("helpdesk.admin", "reports.reader", "POST", "authentication/" + Reset, NewPassword)]
    [InlineData("auth.admin", "guest_fabrikam.com#EXT#", "POST", "authentication/phoneMethods", Phone)]
    [InlineData("user.admin", "groups.admin", "PATCH", "", """{"accountEnabled":false}""")]
    [InlineData("user.admin", "megan", "DELETE", "")]
    [InlineData("auth.policy.admin", "global.admin", "GET", "authentication/requirements")]
    public async Task Allowed(string caller, string target, string verb, string path, string? body = null)
    {
        var answer = await AskAsync(await _tenant.AsAsync(caller), target, verb, path, body);

        Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent,
            $"{answer.Status}: {answer.Text} {answer.Reason}");
    }

    [Theory]
    [InlineData("user.admin", "kim", "GET", "authentication/phoneMethods", null, RefusalKind.RoleMissing)]
    [InlineData("kim", "balas", "GET", "authentication/methods", null, RefusalKind.RoleMissing)]
    [InlineData("global.reader", "kim", "DELETE", "authentication/phoneMethods/" + Mobile, null, RefusalKind.RoleMissing)]
    [InlineData("auth.admin", "kim", "GET", "authentication/requirements", null, RefusalKind.RoleMissing)]
    [InlineData("kim", "kim", "PATCH", "authentication/requirements", """{"perUserMfaState":"disabled"}""", RefusalKind.RoleMissing)]
    [InlineData("auth.admin", "helpdesk.admin", "GET", "authentication/methods", null, RefusalKind.TargetAboveCaller)]
    [InlineData("auth.admin", "group.member", "GET", "authentication/phoneMethods", null, RefusalKind.TargetAboveCaller)]
    [InlineData("auth.admin", "security.reader", "POST", "authentication/emailMethods", """{"emailAddress":"a@fabrikam.com"}""", RefusalKind.TargetAboveCaller)]
    [InlineData("password.admin", "reports.reader", "POST", "authentication/" + Reset, NewPassword, RefusalKind.TargetAboveCaller)]
    [InlineData("global.admin", "global.admin", "POST", "authentication/" + Reset, NewPassword, RefusalKind.OwnAccount)]
    public async Task RefusedOnMethods(string caller, string target, string verb, string path, string? body, RefusalKind reason)
    {
        var refused = (await AskAsync(await _tenant.AsAsync(caller), target, verb, path, body)).Is(HttpStatusCode.Forbidden, "accessDenied");

        Assert.Equal("Request Authorization failed", refused.ErrorMessage);
        Assert.StartsWith($"{reason}: ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("helpdesk.admin", "auth.admin", "POST", "revokeSignInSessions", null, RefusalKind.TargetAboveCaller)]
    [InlineData("auth.admin", "user.admin", "DELETE", "", null, RefusalKind.TargetAboveCaller)]
    [InlineData("user.admin", "global.admin", "PATCH", "", """{"passwordProfile":{"password":"Neu-Kennwort-7"}}""", RefusalKind.TargetAboveCaller)]
    [InlineData("user.admin", "group.member", "PATCH", "", """{"mobilePhone":"+1 5555550100"}""", RefusalKind.TargetAboveCaller)]
    [InlineData("groups.admin", "balas", "POST", "revokeSignInSessions", null, RefusalKind.RoleMissing)]
    [InlineData("auth.admin", "balas", "PATCH", "", """{"jobTitle":"Clerk"}""", RefusalKind.RoleMissing)]
    public async Task RefusedOnUsers(string caller, string target, string verb, string path, string? body, RefusalKind reason)
    {
        var refused = (await AskAsync(await _tenant.AsAsync(caller), target, verb, path, body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        Assert.Equal("Insufficient privileges to complete the operation.", refused.ErrorMessage);
        Assert.StartsWith($"{reason}: ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UserAuthMethod-Phone.Read.All", "phoneMethods", HttpStatusCode.OK)]
    [InlineData("UserAuthMethod-Phone.Read.All", "emailMethods", HttpStatusCode.Forbidden)]
    [InlineData("UserAuthMethod-Phone.Read.All", "methods", HttpStatusCode.Forbidden)]
    [InlineData("UserAuthMethod-Phone.Read", "phoneMethods", HttpStatusCode.Forbidden)]
    [InlineData("UserAuthenticationMethod.Read.All", "emailMethods", HttpStatusCode.OK)]
    [InlineData("User.ReadWrite.All", "methods", HttpStatusCode.Forbidden)]
    public async Task APermission_OpensItsOwnCollection(string permission, string collection, HttpStatusCode expected) =>
        (await AskAsync(await _tenant.AsAsync("global.admin", permission), "kim", "GET", $"authentication/{collection}")).Is(expected);

    [Fact]
    public async Task AMissingPermission_IsNamedInTheReason()
    {
        var self = await AskAsync(await _tenant.AsAsync("kim", "User.Read"), "kim", "GET", "authentication/phoneMethods");
        var others = await AskAsync(await _tenant.AsAsync("global.admin", "UserAuthMethod-Phone.Read"), "kim", "GET", "authentication/phoneMethods");

        Assert.Equal("PermissionMissing: the token has no permission for this; the least that would do is UserAuthMethod-Phone.Read", self.Reason);
        Assert.Equal(
            "PermissionMissing: the token's permissions reach only the caller's own account; the least that would do is UserAuthMethod-Phone.Read.All",
            others.Reason);
    }

    [Fact]
    public async Task Applications_ActOnEveryoneButResetNobody()
    {
        var application = await _tenant.AsAppAsync();

        (await AskAsync(application, "global.admin", "GET", "authentication/methods")).Is(HttpStatusCode.OK);
        var refused = (await AskAsync(application, "kim", "POST", $"authentication/{Reset}", NewPassword)).Is(HttpStatusCode.Forbidden, "accessDenied");
        Assert.StartsWith("AppOnly: ", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApplication_SetsAnAdministratorsPasswordOnlyWithThePermissionForPasswordsAndARole()
    {
        const string profile = """{"passwordProfile":{"password":"Neu-Kennwort-7"}}""";
        var users = await _tenant.AsAppAsync("User.ReadWrite.All");
        var passwords = await _tenant.AsAppAsync("User-PasswordProfile.ReadWrite.All");

        (await AskAsync(users, "balas", "PATCH", "", profile)).Is(HttpStatusCode.NoContent);
        (await AskAsync(users, "global.admin", "PATCH", "", profile)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await AskAsync(passwords, "global.admin", "PATCH", "", profile)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        var admin = await _tenant.AsAsync("global.admin");
        var principal = (string)(await admin.GetAnswerAsync($"/v1.0/servicePrincipals(appId='{SampleTenant.Provisioning}')")).Json["id"]!;
        (await admin.AssignAsync(TheDirectory.GlobalAdministrator, principal)).Is(HttpStatusCode.Created);
        (await AskAsync(users, "global.admin", "PATCH", "", profile)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await AskAsync(passwords, "global.admin", "PATCH", "", profile)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Guests_CannotListUsers()
    {
        var refused = (await (await _tenant.AsAsync("guest_fabrikam.com#EXT#")).GetAnswerAsync("/v1.0/users"))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        Assert.StartsWith("Guest: ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users")]
    [InlineData("groups")]
    [InlineData("groups/00000000-0000-4000-8000-000000000101/members")]
    [InlineData("policies/authenticationMethodsPolicy")]
    [InlineData("policies/authenticationStrengthPolicies")]
    [InlineData("reports/authenticationMethods/userRegistrationDetails")]
    [InlineData("auditLogs/directoryAudits")]
    [InlineData("directoryRoles")]
    [InlineData("roleManagement/directory/roleAssignments")]
    public async Task Guests_WithADirectoryRole_ReadWhatItReads(string path)
    {
        var guest = await _tenant.AsAsync("guest_fabrikam.com#EXT#");
        (await guest.GetAnswerAsync($"/v1.0/{path}")).Is(HttpStatusCode.Forbidden);

        (await (await _tenant.AsAsync("global.admin")).AssignAsync(GlobalReader, SampleTenant.UserId(29).ToString())).Is(HttpStatusCode.Created);

        (await guest.GetAnswerAsync($"/v1.0/{path}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ChangePassword_ThroughAnotherUser_IsDeniedInItsOwnWords()
    {
        var refused = (await AskAsync(await _tenant.AsAsync("global.admin"), "kim", "POST", "changePassword", "{}"))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        Assert.Equal("Access to change password operation is denied.", refused.ErrorMessage);
        Assert.StartsWith("OwnAccount: ", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedCaller_LearnsNothingOfWhoExists()
    {
        var kim = await _tenant.AsAsync("kim");

        (await AskAsync(kim, "balas", "GET", "authentication/methods")).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await AskAsync(kim, "nobody", "GET", "authentication/methods")).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await AskAsync(await _tenant.AsAsync("auth.admin"), "nobody", "GET", "authentication/methods")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("User-Phone.ReadWrite.All", """{"mobilePhone":"1"}""")]
    [InlineData("User-Mail.ReadWrite.All", """{"otherMails":[]}""")]
    [InlineData("User.EnableDisableAccount.All", """{"accountEnabled":false}""")]
    [InlineData("User.ReadWrite.All", "{")]
    public async Task ACallerWithoutARole_LearnsNothingByChangingUsers(string permission, string body)
    {
        var kim = await _tenant.AsAsync("kim", permission);

        foreach (var alias in new[] { "balas", "nobody" })
        {
            (await kim.PatchAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}", body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }
    }

    [Fact]
    public async Task RolesGrantedAndTaken_CountFromTheNextCallOn_WithTheSameToken()
    {
        var balas = await _tenant.AsAsync("balas");
        (await AskAsync(balas, "kim", "GET", "authentication/methods")).Is(HttpStatusCode.Forbidden);

        await HoldAsync("balas", DirectoryRoles.AuthenticationAdministrator);
        (await AskAsync(balas, "kim", "GET", "authentication/methods")).Is(HttpStatusCode.OK);
        await HoldAsync("kim", DirectoryRoles.Other);
        (await AskAsync(balas, "kim", "GET", "authentication/methods")).Is(HttpStatusCode.Forbidden);
        await HoldAsync("kim", DirectoryRoles.None);
        await HoldAsync("balas", DirectoryRoles.None);
        (await AskAsync(balas, "kim", "GET", "authentication/methods")).Is(HttpStatusCode.Forbidden);
    }

    private Task<Answer> AskAsync(HttpClient client, string target, string verb, string path, string? body = null)
    {
        // Only beta has requirements; everything else is tested on v1.0.
        var version = path == "authentication/requirements" ? "beta" : "v1.0";
        return client.AnswerAsync(new HttpMethod(verb), $"/{version}/users/{Uri.EscapeDataString(_tenant.Name(target))}/{path}".TrimEnd('/'), body);
    }

    private Task HoldAsync(string alias, DirectoryRoles roles)
    {
        var name = _tenant.Name(alias);
        return _tenant.Server.ChangeAsync(
            _tenant.Id, db => db.Users.Where(u => u.UserPrincipalName == name).ExecuteUpdateAsync(u => u.SetProperty(x => x.Roles, roles)));
    }
}

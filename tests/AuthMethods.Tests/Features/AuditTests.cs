using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features;

/// <summary>Each change adds its records to the audit log; a refused change adds none.</summary>
public sealed class AuditTests : TenantTests
{
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";
    private const string Mobile = """{"phoneNumber":"+1 2065555557","phoneType":"mobile"}""";
    private const string AlternateMobile = """{"phoneNumber":"+1 2065555558","phoneType":"alternateMobile"}""";
    private const string Email = """{"emailAddress":"someone@fabrikam.com"}""";
    private const string Change = $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"My-Own-Choice-1"}""";
    private const string Phones = "authentication/phoneMethods";
    private const string Preferences = "authentication/signInPreferences";
    private const string Requirements = "authentication/requirements";
    private const string Reset = $"authentication/methods/{MethodIds.Password}/resetPassword";
    private const string SessionsEnded = "Update StsRefreshTokenValidFrom Timestamp";

    /// <summary>Caller, target, verb, path below the target, body, activities.</summary>
    public static TheoryData<string, string, string, string, string?, string[]> Changes() => new()
    {
        { "global.admin", "balas", "POST", Phones, Office, ["Admin registered security info"] },
        { "global.admin", "kim", "PATCH", $"{Phones}/{MethodIds.Office}", Office, ["Admin updated security info"] },
        { "global.admin", "kim", "PUT", $"{Phones}/{MethodIds.Office}", Office, ["Admin updated security info"] },
        { "global.admin", "kim", "DELETE", $"{Phones}/{MethodIds.Office}", null, ["Admin deleted security info"] },
        { "global.admin", "kim", "POST", $"{Phones}/{MethodIds.Mobile}/disableSmsSignIn", null, ["Admin updated security info"] },
        { "balas", "balas", "POST", Phones, Office, ["User registered security info"] },
        { "kim", "kim", "PATCH", $"{Phones}/{MethodIds.Office}", Office, ["User updated security info"] },
        { "kim", "kim", "DELETE", $"{Phones}/{MethodIds.Office}", null, ["User deleted security info"] },
        { "global.admin", "balas", "POST", "authentication/emailMethods", Email, ["Admin registered security info"] },
        { "global.admin", "kim", "PATCH", $"authentication/emailMethods/{MethodIds.Email}", Email, ["Admin updated security info"] },
        { "kim", "kim", "DELETE", $"authentication/emailMethods/{MethodIds.Email}", null, ["User deleted security info"] },
        { "global.admin", "balas", "POST", "authentication/temporaryAccessPassMethods", null, ["Admin registered security info"] },
        {
            "kim", "kim", "DELETE", "authentication/windowsHelloForBusinessMethods/e6dab818-e68d-433e-89d5-547357870cb2", null,
            ["Delete Windows Hello for Business credential", "User deleted security info"]
        },
        {
            "global.admin", "adele", "DELETE", "authentication/fido2Methods/5b1c2d7e-0f3a-4c6b-9d28-1e7f6a5b4c3d", null,
            ["Admin deleted security info", "Delete FIDO2 security key(s)"]
        },
        {
            "global.admin", "adele", "DELETE", "authentication/platformCredentialMethods/R18B3t8Ogh9XIOGmPt81d6p_KXJs1YTxfGgGqeVFJSM1", null,
            ["Admin deleted security info", "Delete platform credential"]
        },
        {
            "global.admin", "adele", "DELETE", "authentication/passwordlessMicrosoftAuthenticatorMethods/6803c096-c096-6803-96c0-036896c00368", null,
            ["Admin deleted security info", "Delete passwordless phone sign-in credential"]
        },
        {
            "global.admin", "adele", "DELETE", "authentication/externalAuthenticationMethods/78381c69-811f-51f6-66ec-c2c2aa0e2b46", null,
            ["Admin deleted security info"]
        },
        { "global.admin", "kim", "POST", Reset, null, ["Admin started password reset", "Reset password (by admin)", "Reset user password", SessionsEnded] },
        { "global.admin", "synced", "POST", Reset, """{"newPassword":"Brand-New-1!"}""", ["Admin started password reset"] },
        { "kim", "kim", "POST", "changePassword", Change, ["Change user password", SessionsEnded, "User started password change"] },
        {
            "global.admin", "kim", "PATCH", "", """{"passwordProfile":{"password":"Brand-New-1!","forceChangePasswordNextSignIn":false}}""",
            ["Reset user password", SessionsEnded, "Update user"]
        },
        {
            "global.admin", "kim", "PATCH", "", """{"passwordProfile":{"password":"Brand-New-1!"}}""",
            ["Reset user password", "Set force change user password", SessionsEnded, "Update user"]
        },
        {
            "global.admin", "kim", "PATCH", "", """{"passwordProfile":{"forceChangePasswordNextSignInWithMfa":true}}""",
            ["Set force change user password", "Update user"]
        },
        { "global.admin", "kim", "POST", "revokeSignInSessions", null, [SessionsEnded] },
        { "kim", "kim", "POST", "invalidateAllRefreshTokens", null, [SessionsEnded] },
        {
            "global.admin", "kim", "PATCH", Preferences, """{"userPreferredMethodForSecondaryAuthentication":"voiceOffice"}""",
            ["PATCH UserAuthMethod.PatchSignInPreferencesAsync"]
        },
        { "kim", "kim", "PATCH", Preferences, """{"userPreferredMethodForSecondaryAuthentication":"voiceOffice"}""", ["User changed default security info"] },
        { "auth.policy.admin", "kim", "PATCH", Requirements, """{"perUserMfaState":"enforced"}""", ["Enable Strong Authentication"] },
        { "auth.policy.admin", "kim", "PATCH", Requirements, """{"perUserMfaState":"disabled"}""", ["Disable Strong Authentication"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task AChange_LeavesItsActivitiesWithActorTargetAndCorrelation(
        string caller, string target, string verb, string path, string? body, string[] activities)
    {
        var (answer, records) = await SendAsync(await _tenant.AsAsync(caller), verb, target, path, body);

        Assert.True((int)answer.Status is >= 200 and < 300, answer.Text);
        Assert.Equal(activities, records.Select(r => r.ActivityDisplayName).Order(StringComparer.Ordinal));
        var (actorId, targetId) = (await IdAsync(caller), await IdAsync(target));
        Assert.All(records, record =>
        {
            Assert.Equal("success", record.Result);
            Assert.Equal(actorId, record.ActorUserId);
            Assert.Equal(_tenant.Name(caller), record.ActorUserPrincipalName);
            Assert.Equal(SampleTenant.AdminTools, record.ActorAppId);
            Assert.Equal(targetId, record.TargetId);
            Assert.Equal(_tenant.Name(target), record.TargetName);
        });
    }

    [Theory]
    [InlineData("microsoftAuthenticatorMethods", """{"displayName":"Phone"}""", null)]
    [InlineData("microsoftAuthenticatorMethods", """{"displayName":"Phone","device":{"displayName":"Phone"}}""", "Add passwordless phone sign-in credential")]
    [InlineData("windowsHelloForBusinessMethods", """{"displayName":"Laptop"}""", "Add Windows Hello for Business credential")]
    [InlineData("platformCredentialMethods", """{"displayName":"Mac","platform":"macOS"}""", "Add platform credential")]
    [InlineData("fido2Methods", null, "Add FIDO2 security key")]
    public async Task ACredentialOfTheDirectory_LeavesARecordOfItsOwn(string segment, string? body, string? expected)
    {
        var admin = await _tenant.AsAsync("global.admin");
        var path = $"users/{_tenant.Name("balas")}/authentication/{segment}";

        using var authenticator = new SoftwareAuthenticator();
        (body is null ? await admin.RegisterAsync($"/v1.0/{path}", authenticator) : await admin.PostAnswerAsync($"/authmethods/{path}", body))
            .Is(HttpStatusCode.Created);

        var records = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.Where(a => a.LoggedByService == AuditActivity.DeviceRegistration).ToListAsync());
        Assert.Equal(expected, records.SingleOrDefault()?.ActivityDisplayName);
        Assert.All(records, r =>
            Assert.Equal((SampleTenant.UserId(21), "UserManagement", "Add", "User"), (r.TargetId, r.Category, r.OperationType, r.TargetType)));
    }

    [Fact]
    public async Task AChangeByAnApplication_NamesItAndNoUser()
    {
        var (answer, records) = await SendAsync(await _tenant.AsAppAsync(), "POST", "balas", Phones, Office);

        answer.Is(HttpStatusCode.Created);
        var record = Assert.Single(records);
        Assert.Null(record.ActorUserId);
        Assert.Null(record.ActorUserPrincipalName);
        Assert.Equal(SampleTenant.Provisioning, record.ActorAppId);
    }

    [Theory]
    [InlineData("global.admin", "Admin registered phone method for user")]
    [InlineData("balas", "User registered phone method")]
    public async Task AChangeOfAMethod_SaysInWordsWhatWasDone(string caller, string reason)
    {
        var (_, records) = await SendAsync(await _tenant.AsAsync(caller), "POST", "balas", Phones, Office);

        Assert.Equal(reason, Assert.Single(records).ResultReason);
    }

    [Fact]
    public async Task APhoneThatIsStoredDespiteAConflict_LeavesItsRecord()
    {
        await _tenant.AllowSmsSignInAsync();
        var admin = await _tenant.AsAsync("global.admin");
        await SendAsync(admin, "POST", "balas", Phones, Mobile);

        var (answer, records) = await SendAsync(admin, "POST", "megan", Phones, Mobile);

        answer.Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");
        Assert.Equal("Admin registered security info", Assert.Single(records).ActivityDisplayName);
    }

    [Theory]
    [InlineData("global.reader", "kim", "PATCH", $"{Phones}/{MethodIds.Office}", Office, 403, "a role that only reads")]
    [InlineData("auth.admin", "user.admin", "POST", Phones, Office, 403, "a target above the caller")]
    [InlineData("global.admin", "nobody", "POST", Phones, Office, 404, "no such user")]
    [InlineData("global.admin", "balas", "PATCH", $"{Phones}/{MethodIds.Office}", Office, 404, "no such phone")]
    [InlineData("global.admin", "kim", "POST", Phones, Office, 400, "the type exists")]
    [InlineData("global.admin", "balas", "POST", Phones, """{"phoneNumber":"206","phoneType":"office"}""", 400, "no number")]
    [InlineData("global.admin", "balas", "POST", Phones, AlternateMobile, 400, "an alternate mobile without a mobile")]
    [InlineData("global.admin", "kim", "PATCH", $"{Phones}/{MethodIds.Office}", Mobile, 400, "another type")]
    [InlineData("global.admin", "adele", "DELETE", $"{Phones}/{MethodIds.Mobile}", null, 400, "the mobile before the alternate")]
    [InlineData("global.admin", "kim", "DELETE", $"{Phones}/{MethodIds.Mobile}", null, 400, "the default method")]
    [InlineData("global.admin", "kim", "POST", $"{Phones}/{MethodIds.Mobile}/enableSmsSignIn", null, 400, "not allowed by policy")]
    [InlineData("global.admin", "kim", "POST", "authentication/emailMethods", Email, 400, "an e-mail method exists")]
    [InlineData("global.admin", "kim", "POST", Reset, """{"newPassword":"weak"}""", 400, "a weak password")]
    [InlineData("global.admin", "synced", "POST", Reset, null, 400, "a synchronised user without a password")]
    [InlineData("global.admin", "global.admin", "POST", Reset, null, 403, "one's own password")]
    [InlineData("megan", "kim", "POST", "revokeSignInSessions", null, 403, "no role")]
    [InlineData("global.admin", "kim", "PATCH", Preferences, """{"userPreferredMethodForSecondaryAuthentication":"push"}""", 400, "no such method")]
    [InlineData("global.reader", "kim", "PATCH", Requirements, """{"perUserMfaState":"enforced"}""", 403, "a role that only reads requirements")]
    public async Task ARefusal_LeavesNoRecord(string caller, string target, string verb, string path, string? body, int status, string because)
    {
        var before = await CountAsync();

        var (answer, records) = await SendAsync(await _tenant.AsAsync(caller), verb, target, path, body);

        Assert.True(status == (int)answer.Status, $"{because}: {answer.Text}");
        Assert.Empty(records);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task AWrongCurrentPassword_IsRecordedAsAFailureAndNotCountedAsAChange()
    {
        var (answer, records) = await SendAsync(
            await _tenant.AsAsync("kim"), "POST", "kim", "changePassword", """{"currentPassword":"wrong","newPassword":"My-Own-Choice-1"}""");

        answer.Is(HttpStatusCode.BadRequest);
        var record = Assert.Single(records);
        Assert.Equal(("Change user password", "failure", _tenant.Name("kim")), (record.ActivityDisplayName, record.Result, record.TargetName));
        var summary = await (await _tenant.AsAsync("global.admin"))
            .GetAnswerAsync("/beta/reports/authenticationMethods/userPasswordResetsAndChangesSummary");
        Assert.Empty(summary.Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task ARepetitionThatChangesNothing_LeavesNoRecord()
    {
        await _tenant.AllowSmsSignInAsync();
        var admin = await _tenant.AsAsync("global.admin");

        foreach (var action in new[] { "enableSmsSignIn", "disableSmsSignIn" })
        {
            Assert.Single((await SendAsync(admin, "POST", "kim", $"{Phones}/{MethodIds.Mobile}/{action}", null)).Records);
            Assert.Empty((await SendAsync(admin, "POST", "kim", $"{Phones}/{MethodIds.Mobile}/{action}", null)).Records);
        }
    }

    [Fact]
    public async Task Records_HoldNoPasswordAndNoNumber()
    {
        var admin = await _tenant.AsAsync("global.admin");
        await SendAsync(admin, "POST", "balas", Phones, Office);
        await SendAsync(admin, "POST", "balas", Reset, """{"newPassword":"Brand-New-1!"}""");

        var records = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.ToListAsync());

        var text = System.Text.Json.JsonSerializer.Serialize(records);
        Assert.DoesNotContain("4255555557", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Brand-New-1!", text, StringComparison.Ordinal);
    }

    /// <summary>Sends a request to beta with a new correlation id and returns the audit records with that id.</summary>
    private async Task<(Answer Answer, List<AuditRow> Records)> SendAsync(HttpClient client, string verb, string target, string path, string? body)
    {
        var correlation = Guid.NewGuid().ToString();
        var answer = await client.AnswerAsync(
            new(verb), $"/beta/users/{_tenant.Name(target)}/{path}".TrimEnd('/'), body, headers: ("client-request-id", correlation));
        return (answer, await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Where(a => a.CorrelationId == correlation).ToListAsync()));
    }

    private Task<int> CountAsync() => _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.CountAsync());

    private Task<Guid> IdAsync(string alias)
    {
        var name = _tenant.Name(alias);
        return _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.Where(u => u.UserPrincipalName == name).Select(u => u.Id).SingleAsync());
    }
}

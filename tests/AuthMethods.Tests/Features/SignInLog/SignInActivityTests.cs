using System.Net;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.SignInLog;

/// <summary>When a user last signed in, as <c>signInActivity</c> of the user shows it.</summary>
public sealed class SignInActivityTests : TenantTests
{
    private HttpClient _reader = null!;

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}?$select=id,signInActivity";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = await _tenant.AsAsync("global.reader");
    }

    [Fact]
    public async Task Activity_FollowsAttemptsAndSuccesses()
    {
        var tokens = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        var first = (await _reader.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK).Json["signInActivity"]!;
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).Is(HttpStatusCode.OK);
        var wrong = await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Wrong-Password-1!")));

        var last = (await _reader.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK).Json["signInActivity"]!.AsObject();

        Assert.Equal(
            ["lastSignInDateTime", "lastSignInRequestId", "lastNonInteractiveSignInDateTime", "lastNonInteractiveSignInRequestId",
                "lastSuccessfulSignInDateTime", "lastSuccessfulSignInRequestId"],
            last.Select(p => p.Key));
        Assert.Null(first["lastNonInteractiveSignInDateTime"]);
        Assert.Equal((string?)first["lastSignInRequestId"], (string?)first["lastSuccessfulSignInRequestId"]);
        Assert.Equal(wrong.Field("trace_id"), (string?)last["lastSignInRequestId"]);
        Assert.Equal((string?)last["lastNonInteractiveSignInRequestId"], (string?)last["lastSuccessfulSignInRequestId"]);
        Assert.NotEqual((string?)first["lastSuccessfulSignInRequestId"], (string?)last["lastSuccessfulSignInRequestId"]);
        Assert.InRange((DateTimeOffset)last["lastSignInDateTime"]!, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Activity_IsShownOnlyIfSelected_AndNotOfAUserWhoNeverSignedIn()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        var users = (await _reader.GetAnswerAsync("/v1.0/users?$select=userPrincipalName,signInActivity")).Is(HttpStatusCode.OK).Value;

        Assert.Equal(
            [_tenant.Name("kim")],
            users.Where(u => u!.AsObject().ContainsKey("signInActivity")).Select(u => (string)u!["userPrincipalName"]!));
        Assert.DoesNotContain("signInActivity", (await _reader.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}")).Text, StringComparison.Ordinal);
        var others = await _tenant.AsAsync("user.admin", "User.Read.All");
        Assert.DoesNotContain(
            "lastSignIn", (await others.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}?$select=*")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1.0/users?$select=id,SIGNINACTIVITY")]
    [InlineData("/v1.0/users/{kim}?$select=signInActivity")]
    [InlineData("/beta/me?$select=signInActivity")]
    public async Task Activity_NeedsThePermissionAndTheRoleOfTheSignInLog(string path)
    {
        path = path.Replace("{kim}", _tenant.Name("kim"), StringComparison.Ordinal);

        (await (await _tenant.AsAsync("global.admin", "User.Read.All")).GetAnswerAsync(path))
            .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");
        (await (await _tenant.AsAsync("kim", "User.Read.All", "AuditLog.Read.All")).GetAnswerAsync(path))
            .Is(HttpStatusCode.Forbidden, "Authentication_RequestFromUnsupportedUserRole");
        (await _reader.GetAnswerAsync(path)).Is(HttpStatusCode.OK);
        await _tenant.Server.ChangeAsync(_tenant.Id, async db => (await db.Tenants.FindAsync(_tenant.Id))!.LicenseProfile = "free");
        (await _reader.GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant");
    }

    [Fact]
    public async Task Activity_OfAMemberOfAGroup_IsNotShown()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("group.member"))).Is(HttpStatusCode.OK);
        const string members = "/v1.0/groups/00000000-0000-4000-8000-000000000101/members?$select=id,signInActivity";

        Assert.DoesNotContain("lastSignIn", (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync(members)).Text, StringComparison.Ordinal);
    }
}

using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PasswordMethods;

/// <summary>A password set through the user's <c>passwordProfile</c>, the way that is open to applications.</summary>
public sealed class PasswordProfileTests : TenantTests
{
    private const string NewPassword = "Brand-New-1!";

    private HttpClient _application = null!;

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _application = await _tenant.AsAppAsync("User-PasswordProfile.ReadWrite.All");
    }

    [Theory]
    [InlineData(""","forceChangePasswordNextSignIn":false""", null, "the password is good for signing in")]
    [InlineData(""","forceChangePasswordNextSignIn":true""", SignIns.PasswordMustChange, "it must be changed first")]
    [InlineData("", SignIns.PasswordMustChange, "left out it counts as true")]
    public async Task Set_RespectsWhetherItMustBeChanged(string force, int? refusal, string described)
    {
        (await _application.PatchAnswerAsync(Kim, $$$"""{"passwordProfile":{"password":"{{{NewPassword}}}"{{{force}}}}}""")).Is(HttpStatusCode.NoContent);

        Assert.True(refusal == (await _tenant.SignInAsync("kim", NewPassword)).AadSts(), described);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim")).AadSts());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Set_WithMultiFactorAuthenticationBeforeTheChange_RefusesThePasswordUntilItIsChanged(string alsoWithout)
    {
        const int mfaNeeded = 50076;
        (await _application.PatchAnswerAsync(
            Kim,
            $$$"""{"passwordProfile":{"password":"{{{NewPassword}}}","forceChangePasswordNextSignIn":{{{alsoWithout}}}"""
            + ""","forceChangePasswordNextSignInWithMfa":true}}"""))
            .Is(HttpStatusCode.NoContent);
        Assert.Equal(mfaNeeded, (await _tenant.SignInAsync("kim", NewPassword)).AadSts());

        (await (await _tenant.WithMfaAsync("kim")).PostAnswerAsync(
            "/v1.0/me/changePassword", $$"""{"currentPassword":"{{NewPassword}}","newPassword":"Another-New-2!"}""")).Is(HttpStatusCode.NoContent);

        (await _tenant.SignInAsync("kim", "Another-New-2!")).Is(HttpStatusCode.OK);
        var profile = (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync($"{Kim}?$select=passwordProfile"))
            .Is(HttpStatusCode.OK).Json["passwordProfile"];
        Assert.True(profile is null || (bool?)profile["forceChangePasswordNextSignInWithMfa"] != true, profile?.ToString());
    }

    [Fact]
    public async Task Set_EndsTheSessionsThatTheOldPasswordOpened()
    {
        var kim = await _tenant.AsAsync("kim");

        (await _application.PatchAnswerAsync(Kim, $$$"""{"passwordProfile":{"password":"{{{NewPassword}}}"}}""")).Is(HttpStatusCode.NoContent);

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task Set_ToAWeakPassword_Answers400InTheDirectorysWords()
    {
        var refused = (await _application.PatchAnswerAsync(Kim, """{"passwordProfile":{"password":"weak"}}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal(
            "The specified password does not comply with password complexity requirements. Please provide a different password.", refused.ErrorMessage);
        (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.OK);
    }
}

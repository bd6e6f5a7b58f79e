using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PasswordMethods;

public sealed class ResetPasswordTests() : AdminTests("global.admin")
{
    private const string NewPassword = "Brand-New-1!";
    private const string Supplied = """{"newPassword":"Brand-New-1!"}""";

    [Theory]
    [InlineData("v1.0", "methods")]
    [InlineData("v1.0", "passwordMethods")]
    [InlineData("beta", "methods")]
    [InlineData("beta", "passwordMethods")]
    public async Task Reset_WithAPassword_Answers202WithoutABodyAndTheOperation(string version, string collection)
    {
        var reset = (await _admin.PostAnswerAsync(Reset("kim", collection, version), Supplied)).Is(HttpStatusCode.Accepted);

        Assert.Equal("", reset.Text);
        Assert.Null(reset.ContentHeaders.ContentType);
        Assert.Matches(
            $"^http://localhost/{version}/users/{SampleTenant.UserId(22)}/authentication/operations/[0-9a-f-]{{36}}\\?aadgdc=\\w+&aadgsu=\\w+$",
            reset.Headers.Location!.ToString());
        Assert.Equal("succeeded", (string?)(await _admin.GetAnswerAsync(reset.Headers.Location.ToString())).Is(HttpStatusCode.OK).Json["status"]);
    }

    [Theory]
    [InlineData(null, null, "no body")]
    [InlineData("", "application/json", "an empty body")]
    [InlineData("{}", "application/json", "an empty object")]
    [InlineData("null", "application/json", "null")]
    [InlineData("""{"newPassword":null}""", "application/json", "a password that is null")]
    public async Task Reset_WithoutAPassword_GeneratesOne(string? body, string? contentType, string described)
    {
        var reset = await _admin.AnswerAsync(HttpMethod.Post, Reset("kim"), body, contentType);

        Assert.True(reset.Status == HttpStatusCode.Accepted, described);
        Assert.Equal("http://localhost/v1.0/$metadata#microsoft.graph.passwordResetResponse", (string?)reset.Json["@odata.context"]);
        var generated = (string?)reset.Json["newPassword"];
        Assert.Matches("^[B-Z][aeiou][a-z][aeiou]\\d{4}$", generated);
        Assert.Equal(SignIns.PasswordMustChange, (await _tenant.SignInAsync("kim", generated!)).AadSts());
    }

    [Fact]
    public async Task Reset_ReplacesThePasswordAndEndsEverySession()
    {
        var before = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);
        (await _tenant.ClientOf(before).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        (await _admin.PostAnswerAsync(Reset("kim"), Supplied)).Is(HttpStatusCode.Accepted);

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.BadRequest).AadSts());
        Assert.Equal(SignIns.PasswordMustChange, (await _tenant.SignInAsync("kim", NewPassword)).Is(HttpStatusCode.BadRequest).AadSts());
        Assert.Equal(SignIns.GrantRevoked, (await _tenant.RefreshAsync(before.RefreshToken())).Is(HttpStatusCode.BadRequest).AadSts());
        var challenged = (await _tenant.ClientOf(before).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.EndsWith("TokenIssuedBeforeRevocationTimestamp", challenged.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_MovesTheTimesThatSaySo()
    {
        var user = $"/v1.0/users/{_tenant.Name("kim")}?$select=lastPasswordChangeDateTime,signInSessionsValidFromDateTime";
        var method = $"/v1.0/users/{_tenant.Name("kim")}/authentication/passwordMethods/{MethodIds.Password}";
        var created = (DateTimeOffset)(await _admin.GetAnswerAsync(method)).Json["createdDateTime"]!;
        var sessionsFrom = (DateTimeOffset)(await _admin.GetAnswerAsync(user)).Json["signInSessionsValidFromDateTime"]!;

        (await _admin.PostAnswerAsync(Reset("kim"), Supplied)).Is(HttpStatusCode.Accepted);

        var set = (DateTimeOffset)(await _admin.GetAnswerAsync(method)).Json["createdDateTime"]!;
        var after = (await _admin.GetAnswerAsync(user)).Json;
        Assert.True(set > created);
        Assert.Equal(set.ToUnixTimeSeconds(), ((DateTimeOffset)after["lastPasswordChangeDateTime"]!).ToUnixTimeSeconds());
        Assert.True((DateTimeOffset)after["signInSessionsValidFromDateTime"]! > sessionsFrom);
    }

    [Fact]
    public async Task Reset_MakesTheUserChooseAnotherPassword()
    {
        (await _admin.PostAnswerAsync(Reset("kim"), Supplied)).Is(HttpStatusCode.Accepted);
        Assert.True(await MustChangeAsync());

        var change = $$"""{"currentPassword":"{{NewPassword}}","newPassword":"My-Own-Choice-1"}""";
        (await (await _tenant.AsAsync("kim")).PostAnswerAsync("/v1.0/me/changePassword", change)).Is(HttpStatusCode.NoContent);

        Assert.False(await MustChangeAsync());
        (await _tenant.SignInAsync("kim", "My-Own-Choice-1")).Is(HttpStatusCode.OK);

        async Task<bool> MustChangeAsync() =>
            (bool)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}?$select=passwordProfile"))
                .Is(HttpStatusCode.OK).Json["passwordProfile"]!["forceChangePasswordNextSignIn"]!;
    }

    [Theory]
    [InlineData("methods", MethodIds.Mobile, "a phone")]
    [InlineData("methods", MethodIds.Email, "an e-mail address")]
    [InlineData("methods", "00000000-0000-0000-0000-000000000000", "nothing")]
    [InlineData("passwordMethods", MethodIds.Mobile, "a phone among passwords")]
    public async Task Reset_OnAnotherMethod_Answers400(string collection, string id, string described)
    {
        var refused = await _admin.PostAnswerAsync(Reset("kim", collection).Replace(MethodIds.Password, id, StringComparison.Ordinal), Supplied);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, described);
        Assert.Equal("badRequest", refused.ErrorCode);
        Assert.Equal("The method is not supported for this URL.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("short1!", "too short")]
    [InlineData("onlylowercase", "one class of characters")]
    [InlineData("Password1!", "on the banned list")]
    [InlineData("", "empty")]
    public async Task Reset_WithAPasswordThatIsTooWeak_Answers400AndKeepsTheOldOne(string password, string because)
    {
        var refused = await _admin.PostAnswerAsync(Reset("kim"), $$"""{"newPassword":"{{password}}"}""");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("badRequest", refused.ErrorCode);
        Assert.Equal(
            "The specified password does not comply with password complexity requirements. Please provide a different password.", refused.ErrorMessage);
        (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reset_OfASynchronisedUserWithoutAPassword_Answers400()
    {
        (await _admin.PostAnswerAsync(Reset("synced"))).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Reset_OfASynchronisedUserWithoutWriteback_FailsInTheOperationAndChangesNothing()
    {
        var reset = (await _admin.PostAnswerAsync(Reset("synced"), Supplied)).Is(HttpStatusCode.Accepted);

        var operation = (await _admin.GetAnswerAsync(reset.Headers.Location!.ToString())).Is(HttpStatusCode.OK).Json;
        Assert.Equal("failed", (string?)operation["status"]);
        Assert.False(string.IsNullOrEmpty((string?)operation["statusDetail"]));
        (await _tenant.SignInAsync("synced")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reset_OfASynchronisedUserWithWriteback_Succeeds()
    {
        await using var server = await TestServer.StartAsync([new("Passwords:Writeback", "true")]);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        var reset =
            (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("synced")}/authentication/methods/{MethodIds.Password}/resetPassword", Supplied))
                .Is(HttpStatusCode.Accepted);

        Assert.Equal("succeeded", (string?)(await admin.GetAnswerAsync(reset.Headers.Location!.ToString())).Is(HttpStatusCode.OK).Json["status"]);
        Assert.Equal(SignIns.WrongPassword, (await tenant.SignInAsync("synced")).AadSts());
        Assert.Equal(SignIns.PasswordMustChange, (await tenant.SignInAsync("synced", NewPassword)).AadSts());
    }

    [Theory]
    [InlineData("me")]
    [InlineData("users/00000000-0000-4000-8000-000000000001")]
    public async Task Reset_OfOnesOwnPassword_Answers403EvenToAGlobalAdministrator(string self)
    {
        var refused = (await _admin.PostAnswerAsync($"/v1.0/{self}/authentication/methods/{MethodIds.Password}/resetPassword", Supplied))
            .Is(HttpStatusCode.Forbidden, "accessDenied");

        Assert.Equal("Request Authorization failed", refused.ErrorMessage);
        (await _tenant.SignInAsync("global.admin")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reset_ByAnApplication_Answers403()
    {
        (await (await _tenant.AsAppAsync()).PostAnswerAsync(Reset("kim"), Supplied)).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Fact]
    public async Task Reset_WithThePermissionForPasswordsOnly_Answers403() =>
        (await (await _tenant.AsAsync("global.admin", "UserAuthMethod-Password.ReadWrite.All")).PostAnswerAsync(Reset("kim"), "{}"))
            .Is(HttpStatusCode.Forbidden, "accessDenied");

    [Fact]
    public async Task Reset_ManyTimesAtOnce_AllSucceedAndOnePasswordHolds()
    {
        var passwords = Enumerable.Range(1, 6).Select(n => $"Brand-New-{n}!").ToArray();

        var resets = await Task.WhenAll(passwords.Select(p => _admin.PostAnswerAsync(Reset("kim"), $$"""{"newPassword":"{{p}}"}""")));

        Assert.All(resets, reset => reset.Is(HttpStatusCode.Accepted));
        var answers = await Task.WhenAll(passwords.Select(p => _tenant.SignInAsync("kim", p)));
        Assert.Single(answers, answer => answer.AadSts() == SignIns.PasswordMustChange);
        Assert.Equal(passwords.Length - 1, answers.Count(answer => answer.AadSts() == SignIns.WrongPassword));
    }

    [Fact]
    public async Task Reset_OfAUserWhoIsNotThere_Answers404()
    {
        (await _admin.PostAnswerAsync(Reset("nobody"), Supplied)).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    private string Reset(string alias, string collection = "methods", string version = "v1.0") =>
        $"/{version}/users/{_tenant.Name(alias)}/authentication/{collection}/{MethodIds.Password}/resetPassword";
}

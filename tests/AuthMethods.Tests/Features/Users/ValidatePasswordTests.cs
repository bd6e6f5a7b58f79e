using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

public sealed class ValidatePasswordTests : TenantTests
{
    [Theory]
    [InlineData("Quiet-River-7", null)]
    [InlineData("Short-1", "LengthRule")]
    [InlineData("quietriver", "ComplexityRule")]
    [InlineData("Passw0rd1", "BannedPasswordRule")]
    public async Task ValidatePassword_SaysWhichRuleIsBroken(string password, string? broken)
    {
        var admin = await _tenant.AsAsync("global.admin");

        var answer = (await admin.PostAnswerAsync("/beta/users/validatePassword", $$"""{"password":"{{password}}"}""")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("#microsoft.graph.passwordValidationInformation", (string?)answer["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(broken is null, (bool)answer["isValid"]!);
        Assert.Equal(
            broken is null ? [] : [broken],
            answer["validationResults"]!.AsArray().Where(r => !(bool)r!["validationPassed"]!).Select(r => (string)r!["ruleName"]!));
    }

    [Theory]
    [InlineData("User.ReadWrite", HttpStatusCode.OK)]
    [InlineData("User.ReadWrite.All", HttpStatusCode.OK)]
    [InlineData("Directory.ReadWrite.All", HttpStatusCode.Forbidden)]
    public async Task ValidatePassword_NeedsAUserWhoMayWriteTheirProfile(string permission, HttpStatusCode status)
    {
        const string body = """{"password":"Quiet-River-7"}""";

        (await (await _tenant.AsAsync("kim", permission)).PostAnswerAsync("/beta/users/validatePassword", body)).Is(status);
        (await (await _tenant.AsAppAsync(permission)).PostAnswerAsync("/beta/users/validatePassword", body)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ValidatePassword_IsBetasAndNeedsAPassword()
    {
        var admin = await _tenant.AsAsync("global.admin");

        (await admin.PostAnswerAsync("/beta/users/validatePassword", "{}")).Is(HttpStatusCode.BadRequest, "BadRequest");
        Assert.True((await admin.PostAnswerAsync(
            "/v1.0/users/validatePassword", """{"password":"Quiet-River-7"}""")).Status is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed);
    }
}

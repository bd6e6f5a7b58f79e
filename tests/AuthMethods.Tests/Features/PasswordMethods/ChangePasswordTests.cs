using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.PasswordMethods;

public sealed class ChangePasswordTests : TenantTests
{
    private const string Change = "/v1.0/me/changePassword";
    private const string NewPassword = "My-Own-Choice-1";
    private const string Body = $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"{{NewPassword}}"}""";

    [Theory]
    [InlineData("User-PasswordProfile.ReadWrite.All")]
    [InlineData("Directory.AccessAsUser.All")]
    public async Task Change_WithTheCurrentPassword_Answers204AndReplacesIt(string permission)
    {
        var changed = (await (await _tenant.AsAsync("kim", permission)).PostAnswerAsync(Change, Body)).Is(HttpStatusCode.NoContent);

        Assert.Empty(changed.Text);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.BadRequest).AadSts());
        (await _tenant.SignInAsync("kim", NewPassword)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_EndsTheSessionsThatTheOldPasswordOpened()
    {
        var before = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);

        (await (await _tenant.AsAsync("kim")).PostAnswerAsync(Change, Body)).Is(HttpStatusCode.NoContent);

        (await _tenant.ClientOf(before).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.Equal(SignIns.GrantRevoked, (await _tenant.RefreshAsync(before.RefreshToken())).AadSts());
        (await _tenant.ClientOf(await _tenant.SignInAsync("kim", NewPassword)).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_WhenThePasswordIsResetMeanwhile_Answers400AndLeavesTheReset()
    {
        await using var server = await TestServer.StartAsync(services: InterruptedWriter.AddTo);
        var tenant = await server.TenantAsync();
        var (kim, admin) = (await tenant.AsAsync("kim"), await tenant.AsAsync("global.admin"));
        const string reset = "Reset-In-Between-1";
        server.Services.GetRequiredService<InterruptedWriter>().BeforeTheNextChange(async () => (await admin.PostAnswerAsync(
            $"/v1.0/users/{tenant.Name("kim")}/authentication/methods/{MethodIds.Password}/resetPassword", $$"""{"newPassword":"{{reset}}"}"""))
            .Is(HttpStatusCode.Accepted));

        (await kim.PostAnswerAsync(Change, Body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal(SignIns.WrongPassword, (await tenant.SignInAsync("kim", NewPassword)).AadSts());
        Assert.Equal(SignIns.PasswordMustChange, (await tenant.SignInAsync("kim", reset)).AadSts());
    }

    [Fact]
    public async Task Change_ThroughOnesOwnIdOrName_Works()
    {
        (await (await _tenant.AsAsync("kim")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/changePassword", Body)).Is(HttpStatusCode.NoContent);
        (await (await _tenant.AsAsync("megan")).PostAnswerAsync($"/beta/users/{SampleTenant.UserId(24)}/changePassword", Body)).Is(HttpStatusCode.NoContent);

        (await _tenant.SignInAsync("kim", NewPassword)).Is(HttpStatusCode.OK);
        (await _tenant.SignInAsync("megan", NewPassword)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData($$"""{"newPassword":"{{NewPassword}}"}""", "the current password is missing")]
    [InlineData($$"""{"currentPassword":"{{SampleTenant.Password}}"}""", "the new password is missing")]
    [InlineData($$"""{"currentPassword":null,"newPassword":"{{NewPassword}}"}""", "the current password is null")]
    [InlineData("{}", "both are missing")]
    [InlineData($$"""{"currentPassword":"Not-The-One-1","newPassword":"{{NewPassword}}"}""", "the current password is wrong")]
    [InlineData($$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"weak"}""", "the new password is weak")]
    public async Task Change_WithInvalidParameters_Answers400AndKeepsThePassword(string body, string because)
    {
        var refused = await (await _tenant.AsAsync("kim")).PostAnswerAsync(Change, body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("Request_BadRequest", refused.ErrorCode);
        (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_ToAWeakPassword_SaysSo()
    {
        var refused = await (await _tenant.AsAsync("kim"))
            .PostAnswerAsync(Change, $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"weak"}""");

        Assert.Equal(
            "The specified password does not comply with password complexity requirements. Please provide a different password.", refused.ErrorMessage);
    }

    [Fact]
    public async Task Change_OfASynchronisedUserWithoutWriteback_Answers400()
    {
        (await (await _tenant.AsAsync("synced")).PostAnswerAsync(Change, Body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        (await _tenant.SignInAsync("synced")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("global.admin")]
    [InlineData("megan")]
    public async Task Change_OfAnotherUsersPassword_Answers403(string caller)
    {
        var refused = (await (await _tenant.AsAsync(caller)).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/changePassword", Body))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        Assert.Equal("Access to change password operation is denied.", refused.ErrorMessage);
        Assert.Null(refused.Json["error"]!["innerError"]!["message"]);
    }

    [Fact]
    public async Task Change_ByAnApplication_IsRefused()
    {
        var application = await _tenant.AsAppAsync();

        (await application.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/changePassword", Body))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await application.PostAnswerAsync(Change, Body)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Change_WithoutThePermission_Answers403()
    {
        (await (await _tenant.AsAsync("kim", "User.ReadWrite", "UserAuthenticationMethod.ReadWrite")).PostAnswerAsync(Change, Body))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }
}

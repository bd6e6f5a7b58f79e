using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>What users do for themselves.</summary>
public sealed class MeTests : IAsyncLifetime
{
    private TestTenant _tenant = null!;
    private GraphServiceClient _kim = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SharedServer.ListeningTenantAsync();
        _kim = await _tenant.GraphAsync("kim");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Authentication_ReadsOnesOwnMethods()
    {
        Assert.Equal(5, (await _kim.Me.Authentication.Methods.GetAsync())!.Value!.Count);
        Assert.Equal(2, (await _kim.Me.Authentication.PhoneMethods.GetAsync())!.Value!.Count);
        Assert.Single((await _kim.Me.Authentication.EmailMethods.GetAsync())!.Value!);
        Assert.Single((await _kim.Me.Authentication.PasswordMethods.GetAsync())!.Value!);
        Assert.Empty((await _kim.Me.Authentication.Operations.GetAsync())!.Value!);
    }

    [Fact]
    public async Task PhoneMethods_AreRegisteredForOneself()
    {
        var created = await _kim.Me.Authentication.PhoneMethods.PostAsync(
            new PhoneAuthenticationMethod { PhoneType = AuthenticationPhoneType.AlternateMobile, PhoneNumber = "+1 2065555600" });

        Assert.Equal("+1 2065555600", (await _kim.Me.Authentication.PhoneMethods[created!.Id].GetAsync())!.PhoneNumber);
    }

    [Fact]
    public async Task ChangePassword_NeedsTheCurrentOne()
    {
        await _kim.Me.ChangePassword.PostAsync(new() { CurrentPassword = "Wrong-One-1!", NewPassword = "Another-One-2!" }).IsRefusedAsync(400, "Request_BadRequest");

        await _kim.Me.ChangePassword.PostAsync(new() { CurrentPassword = "Contoso-Dev-1!", NewPassword = "Another-One-2!" });

        await _kim.Me.GetAsync().IsRefusedAsync(401, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task ResetPassword_OfOnesOwn_IsATypedError()
    {
        await _kim.Me.Authentication.Methods["28c10230-6103-485e-b985-444c60001490"].ResetPassword.PostAsync(new() { NewPassword = "Another-One-2!" })
            .IsRefusedAsync(403, "accessDenied");
    }
}

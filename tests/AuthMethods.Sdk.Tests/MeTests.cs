using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>What users do on their own account.</summary>
public sealed class MeTests() : GraphTests("kim")
{
    [Fact]
    public async Task Authentication_ReadsOnesOwnMethods()
    {
        Assert.Equal(5, (await _graph.Me.Authentication.Methods.GetAsync())!.Value!.Count);
        Assert.Equal(2, (await _graph.Me.Authentication.PhoneMethods.GetAsync())!.Value!.Count);
        Assert.Single((await _graph.Me.Authentication.EmailMethods.GetAsync())!.Value!);
        Assert.Single((await _graph.Me.Authentication.PasswordMethods.GetAsync())!.Value!);
        Assert.Empty((await _graph.Me.Authentication.Operations.GetAsync())!.Value!);
    }

    [Fact]
    public async Task PhoneMethods_AreRegisteredForOneself()
    {
        var created = await _graph.Me.Authentication.PhoneMethods.PostAsync(
            new PhoneAuthenticationMethod { PhoneType = AuthenticationPhoneType.AlternateMobile, PhoneNumber = "+1 2065555600" });

        Assert.Equal("+1 2065555600", (await _graph.Me.Authentication.PhoneMethods[created!.Id].GetAsync())!.PhoneNumber);
    }

    [Fact]
    public async Task ChangePassword_NeedsTheCurrentOne()
    {
        await _graph.Me.ChangePassword.PostAsync(new() { CurrentPassword = "Wrong-One-1!", NewPassword = "Another-One-2!" })
            .IsRefusedAsync(400, "Request_BadRequest");

        await _graph.Me.ChangePassword.PostAsync(new() { CurrentPassword = "Contoso-Dev-1!", NewPassword = "Another-One-2!" });

        await _graph.Me.GetAsync().IsRefusedAsync(401, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task ResetPassword_OfOnesOwn_IsATypedError()
    {
        await _graph.Me.Authentication.Methods["28c10230-6103-485e-b985-444c60001490"].ResetPassword.PostAsync(new() { NewPassword = "Another-One-2!" })
            .IsRefusedAsync(403, "accessDenied");
    }
}

using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>Every builder of the client below a user's <c>authentication</c> for an operation that this service has.</summary>
public sealed class AuthenticationTests() : GraphTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Email = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";
    private const string Password = "28c10230-6103-485e-b985-444c60001490";

    [Fact]
    public async Task Methods_ComeAsTheirOwnTypes()
    {
        var methods = (await Of("kim").Methods.GetAsync())!.Value!;

        Assert.Equal(["+1 2065555501", "+1 4255555502"], methods.OfType<PhoneAuthenticationMethod>().Select(p => p.PhoneNumber).Order());
        Assert.Equal("kim@fourthcoffee.com", methods.OfType<EmailAuthenticationMethod>().Single().EmailAddress);
        Assert.NotNull(methods.OfType<PasswordAuthenticationMethod>().Single().CreatedDateTime);
        Assert.IsType<PhoneAuthenticationMethod>(await Of("kim").Methods[Mobile].GetAsync());
    }

    [Fact]
    public async Task Methods_AreCounted()
    {
        Assert.Equal(5, await Of("kim").Methods.Count.GetAsync());
        Assert.Equal(2, await Of("kim").PhoneMethods.Count.GetAsync());
    }

    [Fact]
    public async Task Authentication_HasTheUsersId()
    {
        var kim = await _graph.Users[_tenant.Name("kim")].GetAsync();

        Assert.Equal(kim!.Id, (await Of("kim").GetAsync())!.Id);
    }

    [Fact]
    public async Task PhoneMethods_AreCreatedReadChangedAndDeleted()
    {
        var created = await Of("balas").PhoneMethods.PostAsync(Phone("+1 2065555600"));
        Assert.Equal(
            (Mobile, AuthenticationPhoneType.Mobile, AuthenticationMethodSignInState.NotAllowedByPolicy),
            (created!.Id, created.PhoneType, created.SmsSignInState));

        await Of("balas").PhoneMethods[Mobile].PatchAsync(new PhoneAuthenticationMethod { PhoneNumber = "+1 2065555601" });

        Assert.Equal("+1 2065555601", (await Of("balas").PhoneMethods[Mobile].GetAsync())!.PhoneNumber);
        Assert.Equal("+1 2065555601", (await Of("balas").PhoneMethods.GetAsync())!.Value!.Single().PhoneNumber);
        await Of("balas").PhoneMethods[Mobile].DeleteAsync();
        await Of("balas").PhoneMethods[Mobile].GetAsync().IsRefusedAsync(404, "resourceNotFound");
    }

    [Fact]
    public async Task PhoneMethods_WhenOneOfTheTypeExists_AreATypedError()
    {
        await Of("kim").PhoneMethods.PostAsync(Phone("+1 2065555600")).IsRefusedAsync(400, "badRequest");
    }

    [Fact]
    public async Task SmsSignIn_IsTurnedOnAndOff()
    {
        await SmsSignIn.AllowAsync(_tenant);

        await Of("kim").PhoneMethods[Mobile].EnableSmsSignIn.PostAsync();
        Assert.Equal(AuthenticationMethodSignInState.Ready, (await Of("kim").PhoneMethods[Mobile].GetAsync())!.SmsSignInState);

        await Of("kim").PhoneMethods[Mobile].DisableSmsSignIn.PostAsync();
        Assert.Equal(AuthenticationMethodSignInState.NotEnabled, (await Of("kim").PhoneMethods[Mobile].GetAsync())!.SmsSignInState);
    }

    [Fact]
    public async Task SmsSignIn_WhenAnotherHasTheNumber_IsATypedError()
    {
        await SmsSignIn.AllowAsync(_tenant);
        await Of("kim").PhoneMethods[Mobile].EnableSmsSignIn.PostAsync();

        await Of("balas").PhoneMethods.PostAsync(Phone("+1 2065555501")).IsRefusedAsync(409, "phoneNumberNotUnique");
    }

    [Fact]
    public async Task EmailMethods_AreCreatedReadChangedAndDeleted()
    {
        var created = await Of("balas").EmailMethods.PostAsync(new EmailAuthenticationMethod { EmailAddress = "balas@fabrikam.com" });
        Assert.Equal(Email, created!.Id);

        await Of("balas").EmailMethods[Email].PatchAsync(new EmailAuthenticationMethod { EmailAddress = "new@fabrikam.com" });

        Assert.Equal("new@fabrikam.com", (await Of("balas").EmailMethods[Email].GetAsync())!.EmailAddress);
        await Of("balas").EmailMethods[Email].DeleteAsync();
        Assert.Empty((await Of("balas").EmailMethods.GetAsync())!.Value!);
    }

    [Fact]
    public async Task PasswordMethods_ShowNoPassword()
    {
        var password = (await Of("kim").PasswordMethods.GetAsync())!.Value!.Single();

        Assert.Equal((Password, null), (password.Id, password.Password));
        Assert.Equal(password.CreatedDateTime, (await Of("kim").PasswordMethods[Password].GetAsync())!.CreatedDateTime);
    }

    [Fact]
    public async Task ResetPassword_WithoutOne_GeneratesItAndHasAnOperation()
    {
        var answer = await Of("kim").Methods[Password].ResetPassword.PostAsync(new());

        Assert.Matches("^[A-Z][a-z]{3}[0-9]{4}$", answer!.NewPassword);
        var operation = (await Of("kim").Operations.GetAsync())!.Value!.Single();
        Assert.Equal(LongRunningOperationStatus.Succeeded, operation.Status);
        Assert.Equal(operation.ResourceLocation, (await Of("kim").Operations[operation.Id].GetAsync())!.ResourceLocation);
    }

    [Fact]
    public async Task ResetPassword_ToASuppliedOne_IsAcceptedWithoutABody() =>
        Assert.Null(await Of("megan").Methods[Password].ResetPassword.PostAsync(new() { NewPassword = "Another-One-2!" }));

    [Fact]
    public async Task ResetPassword_ToAWeakOne_IsATypedError()
    {
        await Of("kim").Methods[Password].ResetPassword.PostAsync(new() { NewPassword = "weak" }).IsRefusedAsync(400, "badRequest");
    }

    [Fact]
    public async Task Methods_WithoutTheRole_AreATypedError()
    {
        var kim = await _tenant.GraphAsync("kim");

        await kim.Users[_tenant.Name("adele")].Authentication.Methods.GetAsync().IsRefusedAsync(403, "accessDenied");
    }

    [Fact]
    public async Task Methods_OfAnApplication_AreRead()
    {
        var app = await _tenant.GraphAsAppAsync();

        Assert.Equal(5, (await app.Users[_tenant.Name("kim")].Authentication.Methods.GetAsync())!.Value!.Count);
    }

    private Microsoft.Graph.Users.Item.Authentication.AuthenticationRequestBuilder Of(string alias) => _graph.Users[_tenant.Name(alias)].Authentication;

    private static PhoneAuthenticationMethod Phone(string number) => new() { PhoneType = AuthenticationPhoneType.Mobile, PhoneNumber = number };
}

using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>The kinds of method of which adele has exactly one, through the client's builders.</summary>
public sealed class MethodKindsTests() : GraphTests("auth.admin")
{
    [Fact]
    public async Task Methods_ComeAsTheTypeOfEachKind()
    {
        var methods = (await Of("adele").Methods.GetAsync())!.Value!;

        Assert.Equal("Adele's iPhone", methods.OfType<MicrosoftAuthenticatorAuthenticationMethod>().Single().DisplayName);
        Assert.Equal(AuthenticationMethodKeyStrength.Normal, methods.OfType<WindowsHelloForBusinessAuthenticationMethod>().Single().KeyStrength);
        Assert.Equal(AuthenticationMethodPlatform.MacOS, methods.OfType<PlatformCredentialAuthenticationMethod>().Single().Platform);
        Assert.Null(methods.OfType<SoftwareOathAuthenticationMethod>().Single().SecretKey);
        Assert.Equal("EnabledByPolicy", methods.OfType<TemporaryAccessPassAuthenticationMethod>().Single().MethodUsabilityReason);
        Assert.Equal("Adatum", methods.OfType<ExternalAuthenticationMethod>().Single().DisplayName);
    }

    [Fact]
    public async Task TemporaryAccessPass_IsCreatedReadAndDeleted()
    {
        var created = await Of("balas").TemporaryAccessPassMethods.PostAsync(
            new TemporaryAccessPassAuthenticationMethod { LifetimeInMinutes = 90, IsUsableOnce = true });
        Assert.Equal((90, true, true), (created!.LifetimeInMinutes, created.IsUsableOnce, created.IsUsable));
        Assert.Equal(8, created.TemporaryAccessPass!.Length);

        Assert.Null((await Of("balas").TemporaryAccessPassMethods[created.Id].GetAsync())!.TemporaryAccessPass);
        await Of("balas").TemporaryAccessPassMethods[created.Id].DeleteAsync();
        Assert.Empty((await Of("balas").TemporaryAccessPassMethods.GetAsync())!.Value!);
        await Of("balas")
            .TemporaryAccessPassMethods.PostAsync(new TemporaryAccessPassAuthenticationMethod { LifetimeInMinutes = 5 }).IsRefusedAsync(400, "badRequest");
    }

    [Fact]
    public async Task WindowsHello_IsReadWithItsDeviceAndDeleted()
    {
        var key = (await Of("kim").WindowsHelloForBusinessMethods.GetAsync())!.Value!.Single();

        var expanded = await Of("kim").WindowsHelloForBusinessMethods[key.Id].GetAsync(r => r.QueryParameters.Expand = ["device"]);

        Assert.Equal("Kim's Surface", expanded!.Device!.DisplayName);
        await Of("kim").WindowsHelloForBusinessMethods[key.Id].DeleteAsync();
        await Of("kim").WindowsHelloForBusinessMethods[key.Id].GetAsync().IsRefusedAsync(404, "resourceNotFound");
    }

    [Fact]
    public async Task ExternalMethod_IsDeletedAndCreatedAgain()
    {
        var external = (await Of("adele").ExternalAuthenticationMethods.GetAsync())!.Value!.Single();
        await Of("adele").ExternalAuthenticationMethods[external.Id].DeleteAsync();
        Assert.Equal(0, await Of("adele").ExternalAuthenticationMethods.Count.GetAsync());

        var created = await Of("adele").ExternalAuthenticationMethods.PostAsync(new() { ConfigurationId = external.ConfigurationId, DisplayName = "Adatum" });

        Assert.Equal("Adatum", (await Of("adele").ExternalAuthenticationMethods[created!.Id].GetAsync())!.DisplayName);
    }

    [Fact]
    public async Task ReadAndDeleteKinds_AreCountedReadAndDeleted()
    {
        var authenticator = (await Of("adele").MicrosoftAuthenticatorMethods.GetAsync())!.Value!.Single();
        var credential = (await Of("adele").PlatformCredentialMethods.GetAsync())!.Value!.Single();
        var oath = (await Of("adele").SoftwareOathMethods.GetAsync())!.Value!.Single();

        await Of("adele").MicrosoftAuthenticatorMethods[authenticator.Id].DeleteAsync();
        await Of("adele").PlatformCredentialMethods[credential.Id].DeleteAsync();
        await Of("adele").SoftwareOathMethods[oath.Id].DeleteAsync();

        Assert.Equal(0, await Of("adele").MicrosoftAuthenticatorMethods.Count.GetAsync());
        Assert.Equal(0, await Of("adele").PlatformCredentialMethods.Count.GetAsync());
        Assert.Equal(0, await Of("adele").SoftwareOathMethods.Count.GetAsync());
    }

    private Microsoft.Graph.Users.Item.Authentication.AuthenticationRequestBuilder Of(string alias) => _graph.Users[_tenant.Name(alias)].Authentication;
}

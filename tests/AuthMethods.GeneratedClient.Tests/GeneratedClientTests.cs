using AuthMethods.Tests.Server;
using AuthMethods.GeneratedClient.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace AuthMethods.GeneratedClient.Tests;

/// <summary>A client that Kiota generates from the server's own description compiles and calls.</summary>
public sealed class GeneratedClientTests : TenantTests
{
    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [Fact]
    public async Task Methods_AreDowncastToTheTypeOfEachKind()
    {
        var methods = (await (await ClientAsync()).V10.Users[_tenant.Name("adele")].Authentication.Methods.GetAsMethodsGetResponseAsync())!.Value!;

        Assert.Equal("Adele's iPhone", methods.OfType<MicrosoftAuthenticatorAuthenticationMethod>().Single().DisplayName);
        Assert.Contains(methods.OfType<PhoneAuthenticationMethod>(), p => p.PhoneType == AuthenticationPhoneType.Mobile);
        Assert.DoesNotContain(methods, m => m.GetType() == typeof(AuthenticationMethod));
    }

    [Fact]
    public async Task Configurations_AreDowncastToTheTypeOfEachKind()
    {
        var policy = (await (await ClientAsync()).V10.Policies.AuthenticationMethodsPolicy.GetAsync())!;

        Assert.True(policy.AuthenticationMethodConfigurations!.OfType<Fido2AuthenticationMethodConfiguration>().Single().IsSelfServiceRegistrationAllowed);
    }

    [Fact]
    public async Task Phone_IsCreatedAndReadBack()
    {
        var phones = (await ClientAsync()).V10.Users[_tenant.Name("balas")].Authentication.PhoneMethods;

        var created = (await phones.PostAsync(new() { PhoneNumber = "+1 2065555601", PhoneType = AuthenticationPhoneType.Mobile }))!;

        Assert.Equal("+1 2065555601", (await phones[created.Id!].GetAsync())!.PhoneNumber);
        Assert.Equal(1, await phones.Count.GetAsync());
    }

    [Fact]
    public async Task Strengths_HaveCombinationsOfSeveralModes()
    {
        var strengths = (await (await ClientAsync()).V10.Policies.AuthenticationStrengthPolicies.GetAsAuthenticationStrengthPoliciesGetResponseAsync())!.Value!;

        Assert.Contains(
            AuthenticationMethodModes.Password | AuthenticationMethodModes.Sms,
            strengths.Single(s => s.DisplayName == "Multifactor authentication").AllowedCombinations!.Select(c => c!.Value));
    }

    [Fact]
    public async Task Refusal_IsGraphsError()
    {
        var error = await Assert.ThrowsAsync<AuthMethods.GeneratedClient.Models.ODataErrors.ODataError>(
            async () => await (await ClientAsync()).V10.Users[_tenant.Name("balas")].Authentication.PhoneMethods["3179e48a-750b-4051-897c-87b9720928f7"].GetAsync());

        Assert.Equal((404, "resourceNotFound"), (error.ResponseStatusCode, error.Error!.Code));
    }

    private async Task<GeneratedClient> ClientAsync() => new(new HttpClientRequestAdapter(new Bearer(await _tenant.TokenAsync("global.admin")))
    {
        BaseUrl = _tenant.Server.Address.ToString(),
    });

    private sealed class Bearer(string token) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(
            Microsoft.Kiota.Abstractions.RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
            return Task.CompletedTask;
        }
    }
}

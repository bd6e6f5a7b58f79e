using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>The client's support for passkeys and QR codes: it reads and deletes passkeys, and the list of methods has both.</summary>
public sealed class Fido2MethodsTests() : GraphTests("auth.admin")
{
    private Microsoft.Graph.Users.Item.Authentication.AuthenticationRequestBuilder Adele => _graph.Users[_tenant.Name("adele")].Authentication;

    [Fact]
    public async Task Fido2Methods_AreReadAndDeleted()
    {
        var listed = (await Adele.Fido2Methods.GetAsync())!.Value!.Single();
        Assert.Equal(("Red key", "YubiKey 5 Series with NFC", AttestationLevel.NotAttested), (listed.DisplayName, listed.Model, listed.AttestationLevel));
        Assert.Equal(listed.AaGuid, (await Adele.Fido2Methods[listed.Id].GetAsync())!.AaGuid);
        Assert.Equal(1, await Adele.Fido2Methods.Count.GetAsync());

        await Adele.Fido2Methods[listed.Id].DeleteAsync();

        await Adele.Fido2Methods[listed.Id].GetAsync().IsRefusedAsync(404, "resourceNotFound");
    }

    [Fact]
    public async Task CreationOptions_AreTyped()
    {
        var options = (await _graph.Users[_tenant.Name("balas")].Authentication.Fido2Methods.CreationOptions.GetAsync())!;

        Assert.True(options.ChallengeTimeoutDateTime > DateTimeOffset.UtcNow);
        Assert.Equal("required", options.PublicKey!.AuthenticatorSelection!.UserVerification);
        Assert.Contains(options.PublicKey.PubKeyCredParams!, p => (p.Type, p.Alg) == ("public-key", -7));
        Assert.False(string.IsNullOrEmpty(options.PublicKey.Challenge));
        Assert.Equal(_tenant.Name("balas"), options.PublicKey.User!.Name);
        // The list of excluded keys has those that the user has.
        Assert.Single((await Adele.Fido2Methods.CreationOptions.GetAsync())!.PublicKey!.ExcludeCredentials!);
    }

    [Fact]
    public async Task Methods_HavePasskeysAndQrCodesAndNoTokens()
    {
        var methods = (await Adele.Methods.GetAsync())!.Value!;

        Assert.Single(methods.OfType<Fido2AuthenticationMethod>());
        Assert.Single(methods, m => m.OdataType == "#microsoft.graph.qrCodePinAuthenticationMethod");
        // Only beta has hardware tokens, and this client uses v1.0.
        Assert.DoesNotContain(methods, m => m.OdataType == "#microsoft.graph.hardwareOathAuthenticationMethod");
    }
}

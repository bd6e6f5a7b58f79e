using System.Net;
using AuthMethods.Credentials;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>Passkeys, tokens and QR codes, on every engine: what keys and indexes decide, and the tables next to the methods table.</summary>
[Collection(EngineServers.Collection)]
public sealed class PasskeyLifeCycleTests(EngineServers servers)
{
    private const string Inventory = "/beta/directory/authenticationMethodDevices/hardwareOathDevices";
    private const string Seed = "6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB";

    [SkippableTheory, EachEngine]
    public async Task Passkey_IsRegisteredOnceInTheTenant(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        // The maximum length of an id, which exceeds the key length of every engine.
        using var authenticator = new SoftwareAuthenticator { CredentialId = [.. Enumerable.Range(0, 1023).Select(i => (byte)i)] };
        string[] users = [.. new[] { "balas", "megan" }.Select(alias => $"/v1.0/users/{tenant.Name(alias)}/authentication/fido2Methods")];
        var bodies = new List<string>();
        foreach (var passkeys in users)
        {
            bodies.Add(authenticator.Make((await admin.GetAnswerAsync($"{passkeys}/creationOptions")).Is(HttpStatusCode.OK).Json).ToJsonString());
        }

        var answers = await Task.WhenAll(users.Select((passkeys, i) => admin.PostAnswerAsync(passkeys, bodies[i])));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        var winner = users[Array.FindIndex(answers, a => a.Status == HttpStatusCode.Created)];
        var made = (await admin.GetAnswerAsync(winner)).Is(HttpStatusCode.OK).Value.Single()!;
        (await admin.DeleteAnswerAsync($"{winner}/{made["id"]}")).Is(HttpStatusCode.NoContent);
        (await admin.GetAnswerAsync($"{winner}/{made["id"]}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [SkippableTheory, EachEngine]
    public async Task Challenge_IsAnsweredOnce(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/fido2Methods";
        var options = (await admin.GetAnswerAsync($"{balas}/creationOptions")).Is(HttpStatusCode.OK).Json;
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();

        var answers = await Task.WhenAll(
            new[] { first, second }.Select(authenticator => admin.PostAnswerAsync(balas, authenticator.Make(options).ToJsonString())));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
    }

    [SkippableTheory, EachEngine]
    public async Task Token_IsOnePersonsAndActivatedByItsCode(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await MethodPolicy.SetAsync(tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        var admin = await tenant.AsAsync("global.admin");
        var device = (string)(await admin.PostAnswerAsync(
            Inventory, $$"""{"serialNumber":"TOTP123456","manufacturer":"Contoso","model":"1000","secretKey":"{{Seed}}","timeIntervalInSeconds":30}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        string[] users = [.. new[] { "balas", "megan" }.Select(alias => $"/beta/users/{tenant.Name(alias)}/authentication/hardwareOathMethods")];

        var answers = await Task.WhenAll(users.Select(methods => admin.PostAnswerAsync(methods, $$$"""{"device":{"id":"{{{device}}}"}}""")));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        var holder = users[Array.FindIndex(answers, a => a.Status == HttpStatusCode.Created)];
        var code = TokenCodes.CodeAt(tenant.Server.Clock.GetUtcNow().ToUnixTimeSeconds() / 30, Base32.Decode(Seed)!, HashFunction.Hmacsha1);
        (await admin.PostAnswerAsync($"{holder}/{device}/activate", $$"""{"verificationCode":"{{code}}"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("activated", (string?)(await admin.GetAnswerAsync(holder)).Value.Single()!["device"]!["status"]);
        Assert.Equal(
            ["activated", "activated", "available"],
            (await admin.GetAnswerAsync(Inventory)).Is(HttpStatusCode.OK).Value.Select(d => (string?)d!["status"]).Order());
        (await admin.DeleteAnswerAsync($"{holder}/{device}")).Is(HttpStatusCode.NoContent);
        (await admin.DeleteAnswerAsync($"{Inventory}/{device}")).Is(HttpStatusCode.NoContent);
    }

    [SkippableTheory, EachEngine]
    public async Task QrCode_IsMadeReplacedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await MethodPolicy.SetAsync(tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        var admin = await tenant.AsAsync("global.admin");
        var balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/qrCodePinMethod";

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => admin.PutAnswerAsync(balas, "{}")));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
        (await admin.PatchAnswerAsync($"{balas}/temporaryQRCode", "{}")).Is(HttpStatusCode.Created);
        (await admin.DeleteAnswerAsync($"{balas}/standardQRCode")).Is(HttpStatusCode.NoContent);
        (await admin.PatchAnswerAsync($"{balas}/standardQRCode", "{}")).Is(HttpStatusCode.Created);
        Assert.NotNull((await admin.GetAnswerAsync(balas)).Is(HttpStatusCode.OK).Json["temporaryQRCode"]);
        (await admin.DeleteAnswerAsync(balas)).Is(HttpStatusCode.NoContent);
        (await admin.GetAnswerAsync(balas)).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }
}

using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>Each kind of method is created, read, changed and deleted over HTTP, on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class MethodLifeCycleTests(EngineServers servers)
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Email = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";
    private const string Password = "28c10230-6103-485e-b985-444c60001490";

    [SkippableTheory, EachEngine]
    public async Task Phone_IsCreatedReadChangedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var phones = $"/v1.0/users/{tenant.Name("balas")}/authentication/phoneMethods";

        (await admin.PostAnswerAsync(phones, """{"phoneType":"mobile","phoneNumber":"+1 2065555601"}""")).Is(HttpStatusCode.Created);
        (await admin.PatchAnswerAsync($"{phones}/{Mobile}", """{"phoneNumber":"+1 2065555602"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("+1 2065555602", (string?)(await admin.GetAnswerAsync(phones)).Is(HttpStatusCode.OK).Value.Single()!["phoneNumber"]);
        (await admin.DeleteAnswerAsync($"{phones}/{Mobile}")).Is(HttpStatusCode.NoContent);
        (await admin.GetAnswerAsync($"{phones}/{Mobile}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [SkippableTheory, EachEngine]
    public async Task Email_IsCreatedReadChangedAndDeleted(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var emails = $"/v1.0/users/{tenant.Name("balas")}/authentication/emailMethods";

        (await admin.PostAnswerAsync(emails, """{"emailAddress":"Balas@fabrikam.com"}""")).Is(HttpStatusCode.Created);
        (await admin.PatchAnswerAsync($"{emails}/{Email}", """{"emailAddress":"Bälas@fabrikam.com"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("Bälas@fabrikam.com", (string?)(await admin.GetAnswerAsync($"{emails}/{Email}")).Is(HttpStatusCode.OK).Json["emailAddress"]);
        (await admin.DeleteAnswerAsync($"{emails}/{Email}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await admin.GetAnswerAsync(emails)).Is(HttpStatusCode.OK).Value);
    }

    [SkippableTheory, EachEngine]
    public async Task Methods_AreOneListOfEveryKind(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");

        var methods = (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.OK).Value;

        Assert.Equal(5, methods.Count);
        Assert.Equal(
            [
                "#microsoft.graph.emailAuthenticationMethod", "#microsoft.graph.passwordAuthenticationMethod",
                "#microsoft.graph.phoneAuthenticationMethod", "#microsoft.graph.phoneAuthenticationMethod",
                "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod",
            ],
            methods.Select(m => (string?)m!["@odata.type"]).Order(StringComparer.Ordinal));
    }

    [SkippableTheory, EachEngine]
    public async Task Password_ResetIsAnOperationThatSucceedsAndEndsSessions(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var kim = await tenant.AsAsync("kim");
        var reset = (await admin.PostAnswerAsync(
            $"/v1.0/users/{tenant.Name("kim")}/authentication/methods/{Password}/resetPassword", """{"newPassword":"Another-One-2!"}"""))
            .Is(HttpStatusCode.Accepted);

        var operation = (await admin.GetAnswerAsync(reset.Headers.Location!.ToString())).Is(HttpStatusCode.OK);

        Assert.Equal("succeeded", (string?)operation.Json["status"]);
        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [SkippableTheory, EachEngine]
    public async Task Sessions_RevokedEndTheUsersTokensOnly(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var kim = await tenant.AsAsync("kim");
        var adele = await tenant.AsAsync("adele");

        (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await adele.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }
}

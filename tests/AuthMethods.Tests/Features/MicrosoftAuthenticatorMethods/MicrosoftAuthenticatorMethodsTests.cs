using System.Net;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.MicrosoftAuthenticatorMethods;

public sealed class MicrosoftAuthenticatorMethodsTests() : AdminTests("auth.admin")
{
    private const string Id = "6803c096-c096-6803-96c0-036896c00368";
    private const string Phone = """{"displayName":"SM-G973F","phoneAppVersion":"6.2102.0762"}""";

    private string Adele => $"users/{_tenant.Name("adele")}/authentication";

    private string Balas => $"users/{_tenant.Name("balas")}/authentication";

    [Theory]
    [InlineData("v1.0", new[] { "id", "displayName", "deviceTag", "phoneAppVersion", "createdDateTime" })]
    [InlineData("beta", new[] { "id", "displayName", "deviceTag", "phoneAppVersion", "clientAppName", "createdDateTime", "lastUsedDateTime" })]
    public async Task List_HasThePropertiesOfItsVersion(string version, string[] properties)
    {
        var app = (await _admin.GetAnswerAsync($"/{version}/{Adele}/microsoftAuthenticatorMethods")).Is(HttpStatusCode.OK).Value.Single()!.AsObject();

        Assert.Equal(properties, app.Select(p => p.Key));
        Assert.Equal("SoftwareTokenActivated", (string?)app["deviceTag"]);
    }

    [Fact]
    public async Task Register_WhenThePolicyDoesNotAllowIt_Answers400()
    {
        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration { State = MethodState.Disabled });

        var refused = (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.EndsWith("AuthMethodType [MicrosoftAuthenticator].", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WithoutPhoneSignIn_HasNeitherDeviceNorDate()
    {
        var registered = (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Is(HttpStatusCode.Created);

        var found = (await _admin.GetAnswerAsync($"/v1.0/{Balas}/microsoftAuthenticatorMethods/{registered.Json["id"]}?$expand=device"))
            .Is(HttpStatusCode.OK).Json.AsObject();
        Assert.True(found.ContainsKey("device") && found.ContainsKey("createdDateTime"));
        Assert.Null(found["device"]);
        Assert.Null(found["createdDateTime"]);
        Assert.Empty((await _admin.GetAnswerAsync($"/beta/{Balas}/passwordlessMicrosoftAuthenticatorMethods")).Value);
    }

    [Fact]
    public async Task Register_ASixthTime_Answers400()
    {
        for (var i = 0; i < 5; i++) (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Is(HttpStatusCode.Created);

        (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("5", (await _admin.GetAnswerAsync($"/v1.0/{Balas}/microsoftAuthenticatorMethods/$count")).Text);
    }

    [Fact]
    public async Task Delete_OfTheDefault_IsRefusedUnlessAnotherServesToo()
    {
        var first = (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Json["id"];
        (await _admin.PostAnswerAsync($"/v1.0/{Balas}/phoneMethods", """{"phoneNumber":"+1 2065550100","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
        Assert.Equal("push", (string?)(await _admin.GetAnswerAsync($"/beta/{Balas}/signInPreferences")).Json["userPreferredMethodForSecondaryAuthentication"]);

        (await _admin.DeleteAnswerAsync($"/v1.0/{Balas}/microsoftAuthenticatorMethods/{first}")).Is(HttpStatusCode.BadRequest, "badRequest");

        (await _admin.PostAnswerAsync($"/authmethods/{Balas}/microsoftAuthenticatorMethods", Phone)).Is(HttpStatusCode.Created);
        (await _admin.DeleteAnswerAsync($"/v1.0/{Balas}/microsoftAuthenticatorMethods/{first}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("push")]
    [InlineData("oath")]
    public async Task Preference_MayBeWhatTheAppDoes(string factor) =>
        (await _admin.PatchAnswerAsync($"/beta/{Adele}/signInPreferences", $$"""{"userPreferredMethodForSecondaryAuthentication":"{{factor}}"}"""))
            .Is(HttpStatusCode.NoContent);

    [Fact]
    public async Task Passwordless_IsTheSameRegistrationOnBetaAlone()
    {
        var app = (await _admin.GetAnswerAsync($"/beta/{Adele}/passwordlessMicrosoftAuthenticatorMethods")).Is(HttpStatusCode.OK).Value.Single()!.AsObject();

        Assert.Equal(["id", "displayName", "creationDateTime"], app.Select(p => p.Key));
        Assert.Equal(Id, (string?)app["id"]);
        Assert.Equal("IOS", (string?)(await _admin.GetAnswerAsync(
            $"/beta/{Adele}/passwordlessMicrosoftAuthenticatorMethods/{Id}?$expand=device")).Is(HttpStatusCode.OK).Json["device"]!["operatingSystem"]);
        (await _admin.GetAnswerAsync($"/v1.0/{Adele}/passwordlessMicrosoftAuthenticatorMethods")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Passwordless_Deleted_LeavesTheAppAsASecondFactor()
    {
        (await _admin.DeleteAnswerAsync($"/beta/{Adele}/passwordlessMicrosoftAuthenticatorMethods/{Id}")).Is(HttpStatusCode.NoContent);

        Assert.Equal("0", (await _admin.GetAnswerAsync($"/beta/{Adele}/passwordlessMicrosoftAuthenticatorMethods/$count")).Text);
        Assert.Null((await _admin.GetAnswerAsync($"/v1.0/{Adele}/microsoftAuthenticatorMethods/{Id}")).Is(HttpStatusCode.OK).Json["createdDateTime"]);
        (await _admin.DeleteAnswerAsync($"/beta/{Adele}/passwordlessMicrosoftAuthenticatorMethods/{Id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }
}

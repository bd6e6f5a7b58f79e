using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>The endpoint to which applications send administrators, who agree for everybody.</summary>
public sealed class AdminConsentTests() : AdminTests("global.admin")
{
    private const string Redirect = "https://app.example/permissions";

    [Fact]
    public async Task VersionTwo_GrantsTheNamedScopes()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync("global.admin", $"v2.0/adminconsent?{Query(application)}&scope=https://graph.microsoft.com/User.Read.All");
        Assert.Contains("Read all users", browser.Page.Text, StringComparison.Ordinal);

        var back = Back(await browser.ClickAsync("Accept"));

        Assert.Equal(("True", _tenant.Id.ToString(), "12345"), (back["admin_consent"], back["tenant"], back["state"]));
        Assert.Equal("https://graph.microsoft.com/User.Read.All", back["scope"]);
        Assert.Equal(["User.Read.All"], await GrantsAsync(application));
    }

    [Theory]
    [InlineData("adminconsent", null)]
    [InlineData("v2.0/adminconsent", null)]
    [InlineData("adminconsent", "organizations")]
    public async Task Registered_PermissionsOfBothKinds_AreGranted(string endpoint, string? segment)
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync("privileged.role.admin", $"{endpoint}?{Query(application)}", segment);

        Assert.Equal("True", Back(await browser.ClickAsync("Accept"))["admin_consent"]);

        Assert.Equal(["User.Read"], await GrantsAsync(application));
        var roles = await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments");
        Assert.Equal(Registered.UserReadAll, (string?)Assert.Single(roles.Is(HttpStatusCode.OK).Value)!["appRoleId"]);
        // Again, with nothing to add.
        await browser.OpenAsync($"/{_tenant.Id}/adminconsent?{Query(application)}");
        Back(await browser.ClickAsync("Accept"));
        Assert.Single((await _admin.GetAnswerAsync($"{application.PrincipalPath}/appRoleAssignments")).Value);
    }

    [Fact]
    public async Task Refusal_TellsTheApplication()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync("global.admin", $"v2.0/adminconsent?{Query(application)}");

        var back = Back(await browser.ClickAsync("Cancel"));

        Assert.Equal(("consent_required", "12345"), (back["error"], back["state"]));
        Assert.StartsWith("AADSTS65004", back["error_description"], StringComparison.Ordinal);
        Assert.Empty(await GrantsAsync(application));
    }

    [Fact]
    public async Task User_IsToldToAskAnAdministrator()
    {
        var application = await RegisterAsync();

        var browser = await SignInAsync("kim", $"v2.0/adminconsent?{Query(application)}&scope=User.Read");

        Assert.Contains("Need admin approval", browser.Page.Text, StringComparison.Ordinal);
        Assert.Empty(await GrantsAsync(application));
    }

    [Fact]
    public async Task ApplicationAdministrator_GrantsNoApplicationPermissionsOfGraph()
    {
        (await _admin.PostAnswerAsync("/v1.0/roleManagement/directory/roleAssignments", $$"""
            {"principalId":"{{SampleTenant.UserId(22)}}","roleDefinitionId":"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3","directoryScopeId":"/"}
            """)).Is(HttpStatusCode.Created);
        var application = await RegisterAsync();

        var ofBoth = await SignInAsync("kim", $"adminconsent?{Query(application)}");
        Assert.Contains("Need admin approval", ofBoth.Page.Text, StringComparison.Ordinal);
        await ofBoth.OpenAsync($"/{_tenant.Id}/v2.0/adminconsent?{Query(application)}&scope=User.Read.All");
        await EnterAsync(ofBoth, "kim");

        Assert.Equal("True", Back(await ofBoth.ClickAsync("Accept"))["admin_consent"]);
    }

    [Fact]
    public async Task WithoutAnAddress_APageSaysSo()
    {
        var browser = await SignInAsync("global.admin", $"adminconsent?client_id={(await RegisterAsync()).AppId}");

        Assert.Contains("Permissions granted", (await browser.ClickAsync("Accept")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("http://localhost:1234/", null)]
    [InlineData("javascript:alert(1)", "organizations")]
    public async Task UnknownAddress_IsNotLedTo(string redirect, string? segment)
    {
        var application = await RegisterAsync();
        await _admin.AddPasswordAsync(application.Path);

        var refused = await _tenant.Server.Client().GetAnswerAsync(
            $"/{segment ?? _tenant.Id.ToString()}/adminconsent?client_id={application.AppId}&redirect_uri={Uri.EscapeDataString(redirect)}");

        Assert.Contains("AADSTS50011", refused.Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Null(refused.Headers.Location);
    }

    [Fact]
    public async Task UnknownAddress_WithAnAlias_IsNotLedToAfterTheSignIn()
    {
        var application = await RegisterAsync();
        var browser = new FormBrowser(_tenant.Server.Client());
        (await browser.OpenAsync($"/organizations/adminconsent?client_id={application.AppId}&redirect_uri=https://elsewhere.example/")).Is(HttpStatusCode.OK);

        (await browser.ClickAsync("Cancel")).Is(HttpStatusCode.BadRequest);
        await browser.OpenAsync($"/organizations/adminconsent?client_id={application.AppId}&redirect_uri=https://elsewhere.example/");
        (await browser.SubmitAsync(("username", _tenant.Name("global.admin")))).Is(HttpStatusCode.BadRequest);
    }

    private Task<NewApplication> RegisterAsync() => _admin.RegisterAsync(more: $$"""
        ,"web":{"redirectUris":["{{Redirect}}"]},"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[
        {"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"},{"id":"{{Registered.UserReadAll}}","type":"Role"}]}]
        """);

    private static string Query(NewApplication application) => $"client_id={application.AppId}&state=12345&redirect_uri={Redirect}";

    private async Task<FormBrowser> SignInAsync(string alias, string path, string? segment = null)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        (await browser.OpenAsync($"/{segment ?? _tenant.Id.ToString()}/{path}")).Is(HttpStatusCode.OK);
        await EnterAsync(browser, alias);
        return browser;
    }

    private async Task EnterAsync(FormBrowser browser, string alias)
    {
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.OK);
    }

    private async Task<string[]> GrantsAsync(NewApplication application)
    {
        var grants = (await _admin.GetAnswerAsync($"/v1.0/oauth2PermissionGrants?$filter=clientId eq '{application.PrincipalId}'")).Is(HttpStatusCode.OK);
        Assert.All(grants.Value, g => Assert.Equal("AllPrincipals", (string?)g!["consentType"]));
        return [.. grants.Value.Select(g => (string)g!["scope"]!)];
    }

    private static Dictionary<string, string> Back(Answer answer)
    {
        var location = answer.Is(HttpStatusCode.SeeOther).Headers.Location!;
        Assert.StartsWith(Redirect, location.ToString(), StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(location.Query).ToDictionary(q => q.Key, q => (string)q.Value!);
    }
}

using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Applications;

/// <summary>Common steps of tests of applications and what they are granted.</summary>
internal static class Registered
{
    public const string UserReadAll = "df021288-bdef-4463-88db-98f22de89214";
    public const string GraphPrincipal = "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')";

    /// <summary>Registers an application with a service principal.</summary>
    public static async Task<NewApplication> RegisterAsync(this HttpClient client, string name = "Joiners", string more = "")
    {
        var application = (await client.PostAnswerAsync("/v1.0/applications", $$"""{"displayName":"{{name}}"{{more}}}""")).Is(HttpStatusCode.Created).Json;
        var appId = (string)application["appId"]!;
        var principal = (await client.PostAnswerAsync("/v1.0/servicePrincipals", $$"""{"appId":"{{appId}}"}""")).Is(HttpStatusCode.Created).Json;
        return new((string)application["id"]!, appId, (string)principal["id"]!);
    }

    public static async Task<string> AddPasswordAsync(this HttpClient client, string path, string credential = "{}") =>
        (string)(await client.PostAnswerAsync($"{path}/addPassword", $$"""{"passwordCredential":{{credential}}}""")).Is(HttpStatusCode.OK).Json["secretText"]!;

    public static async Task<string> GraphIdAsync(this HttpClient client) =>
        (string)(await client.GetAnswerAsync($"{GraphPrincipal}?$select=id")).Is(HttpStatusCode.OK).Json["id"]!;

    public static async Task<Answer> AssignAppRoleAsync(this HttpClient client, string principal, string role = UserReadAll) =>
        await client.PostAnswerAsync(
            $"/v1.0/servicePrincipals/{principal}/appRoleAssignments",
            $$"""{"principalId":"{{principal}}","resourceId":"{{await client.GraphIdAsync()}}","appRoleId":"{{role}}"}""");

    public static async Task<Answer> GrantAsync(this HttpClient client, string principal, string scope, string? user = null) =>
        await client.PostAnswerAsync(
            "/v1.0/oauth2PermissionGrants",
            $$"""
            {"clientId":"{{principal}}","consentType":"{{(user is null ? "AllPrincipals" : "Principal")}}","principalId":{{(user is null ? "null" : $"\"{user}\"")}},"resourceId":"{{await client.GraphIdAsync()}}","scope":"{{scope}}"}
            """);

    public static Task<Answer> TokenOfAsync(this TestTenant tenant, NewApplication application, string secret) =>
        tenant.TokenAsync(TokenRequests.OfApplication(("client_id", application.AppId), ("client_secret", secret)));

    public static Task<Answer> UserTokenAsync(this TestTenant tenant, NewApplication application, string alias, string scope) =>
        tenant.TokenAsync(tenant.OfUser(alias, ("client_id", application.AppId), ("scope", scope)));

    public static string Path(Guid appId) => $"/v1.0/applications(appId='{appId}')";

    public static readonly string Provisioning = SampleTenant.Provisioning.ToString();
}

/// <param name="Id">The object id of the registration.</param>
/// <param name="AppId">The client id.</param>
/// <param name="PrincipalId">The object id of the service principal.</param>
internal sealed record NewApplication(string Id, string AppId, string PrincipalId)
{
    public string Path => $"/v1.0/applications/{Id}";

    public string PrincipalPath => $"/v1.0/servicePrincipals/{PrincipalId}";
}

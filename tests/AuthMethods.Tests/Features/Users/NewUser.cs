using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>A valid body for creating a user; each test changes what it tests.</summary>
internal static class NewUser
{
    public const string Password = SecretWatch.NewUserPassword;

    public static JsonObject Body(TestTenant tenant, string alias) => new()
    {
        ["accountEnabled"] = true,
        ["displayName"] = "Robin Kline",
        ["mailNickname"] = alias,
        ["userPrincipalName"] = tenant.Name(alias),
        ["passwordProfile"] = new JsonObject { ["password"] = Password, ["forceChangePasswordNextSignIn"] = false },
    };

    public static async Task<string> CreateAsync(HttpClient admin, TestTenant tenant, string alias) =>
        (string)(await admin.PostAnswerAsync("/v1.0/users", Body(tenant, alias).ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;

    /// <summary>The number of Entra's error when the user signs in with a password; null for a success.</summary>
    public static async Task<int?> SignInAsync(TestTenant tenant, string userPrincipalName, string password)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = Seed.SampleTenant.AdminTools.ToString(),
            ["scope"] = "https://graph.microsoft.com/.default offline_access",
            ["username"] = userPrincipalName,
            ["password"] = password,
        });
        using var answer = await tenant.Server.Client().PostAsync($"/{tenant.Id}/oauth2/v2.0/token", form);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (int?)body["error_codes"]?[0];
    }
}

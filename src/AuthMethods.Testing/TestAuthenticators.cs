using System.Text.Json.Nodes;

namespace AuthMethods.Testing;

/// <summary>Authenticators that the server simulates: what a person would hold. They are registered by the calls that register real ones.</summary>
public sealed class TestAuthenticators
{
    private readonly TestTenant _tenant;

    internal TestAuthenticators(TestTenant tenant) => _tenant = tenant;

    /// <summary>Registers a passkey for a user.</summary>
    public async Task<TestAuthenticator> AddPasskeyAsync(string user, string name = "Test key")
    {
        using var calls = OwnCalls.InTenant(_tenant);
        var key = await CreateAsync(calls, new() { ["type"] = "passkey", ["displayName"] = name });
        var methods = $"/v1.0/users/{Uri.EscapeDataString(_tenant.Name(user))}/authentication/fido2Methods";
        var options = await calls.SendAsync(HttpMethod.Get, $"{methods}/creationOptions");
        var creation = await calls.PostAsync($"authenticators/{key}/create", options);
        var method = await calls.SendAsync(HttpMethod.Post, methods, creation);
        return new(_tenant, key, (string?)method!["id"]);
    }

    /// <summary>Registers an app with codes for a user, as a software OATH method.</summary>
    public async Task<TestAuthenticator> AddTotpAsync(string user, string name = "Test app")
    {
        using var calls = OwnCalls.InTenant(_tenant);
        var app = await calls.PostAsync("authenticators", new JsonObject { ["type"] = "totp", ["displayName"] = name });
        var method = await calls.PostAsync(
            $"users/{Uri.EscapeDataString(_tenant.Name(user))}/authentication/softwareOathMethods", new JsonObject { ["secretKey"] = (string)app!["secretKey"]! });
        return new(_tenant, (string)app["id"]!, (string?)method!["id"]);
    }

    /// <summary>Registers a phone with Microsoft Authenticator for a user.</summary>
    /// <param name="user">The user's alias, or the principal name.</param>
    /// <param name="isPasswordless">Whether the phone signs in without a password.</param>
    public async Task<TestAuthenticator> AddMicrosoftAuthenticatorAsync(string user, bool isPasswordless = false)
    {
        using var calls = OwnCalls.InTenant(_tenant);
        var phone = await calls.PostAsync("authenticators", new JsonObject
        {
            ["type"] = "microsoftAuthenticator",
            ["user"] = _tenant.Name(user),
            ["displayName"] = "Test phone",
            ["isPasswordless"] = isPasswordless,
        });
        return new(_tenant, (string)phone!["id"]!, (string?)phone["methodId"]);
    }

    private static async Task<string> CreateAsync(OwnCalls calls, JsonObject authenticator) =>
        (string)(await calls.PostAsync("authenticators", authenticator))!["id"]!;
}

/// <summary>A simulated authenticator of a user.</summary>
public sealed class TestAuthenticator
{
    private readonly TestTenant _tenant;

    internal TestAuthenticator(TestTenant tenant, string id, string? methodId) => (_tenant, Id, MethodId) = (tenant, id, methodId);

    /// <summary>The authenticator's id below <c>/authmethods/authenticators</c>.</summary>
    public string Id { get; }

    /// <summary>The id of the user's authentication method.</summary>
    public string? MethodId { get; }

    /// <summary>The code that an app or a phone shows now.</summary>
    public async Task<string> CodeAsync()
    {
        using var calls = OwnCalls.InTenant(_tenant);
        return (string)(await calls.GetAsync($"authenticators/{Id}/code"))!["code"]!;
    }

    /// <summary>Signs in with a passkey: takes the options of the sign-in page, and answers what <c>navigator.credentials.get</c> returns.</summary>
    public async Task<JsonNode> GetAssertionAsync(JsonNode options)
    {
        using var calls = OwnCalls.InTenant(_tenant);
        return (await calls.PostAsync($"authenticators/{Id}/get", options.DeepClone()))!;
    }

    /// <summary>Approves the request that a phone shows, or the next one, with the number of the sign-in page.</summary>
    public async Task ApproveAsync(int number)
    {
        using var calls = OwnCalls.InTenant(_tenant);
        await calls.PostAsync($"authenticators/{Id}/requests/{await RequestAsync(calls)}/approve", new JsonObject { ["number"] = number });
    }

    /// <summary>Denies the request that a phone shows, or the next one.</summary>
    public async Task DenyAsync()
    {
        using var calls = OwnCalls.InTenant(_tenant);
        await calls.PostAsync($"authenticators/{Id}/requests/{await RequestAsync(calls)}/deny", new JsonObject());
    }

    private async Task<string> RequestAsync(OwnCalls calls) =>
        (string?)(await calls.GetAsync($"authenticators/{Id}/requests/next?seconds=30"))?["id"]
        ?? throw new InvalidOperationException("The phone got no request within 30 seconds.");
}

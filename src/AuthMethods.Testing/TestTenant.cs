using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Authority;
using AuthMethods.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Testing;

/// <summary>A tenant for one test: the sample users, applications and policies, which nobody else sees.</summary>
public sealed class TestTenant : IAsyncDisposable
{
    private const string Origin = "http://localhost";

    internal TestTenant(AuthMethodsHost host, Guid id, string domain)
    {
        (Host, Id, Domain) = (host, id, domain);
        Outbox = new(this);
        Authenticators = new(this);
        Clock = new(this);
        Faults = new(this);
        Journal = new(this);
    }

    /// <summary>The server that the tenant is on.</summary>
    public AuthMethodsHost Host { get; }

    /// <summary>The tenant's id, which is the <c>tid</c> of its tokens.</summary>
    public Guid Id { get; }

    /// <summary>The default domain.</summary>
    public string Domain { get; }

    /// <summary>The client id of the application Provisioning, which has every application permission.</summary>
    public string ClientId { get; } = SampleTenant.Provisioning.ToString();

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; } = SampleTenant.ProvisioningSecret;

    /// <summary>The password of all users.</summary>
    public string Password { get; } = SampleTenant.Password;

    /// <summary>The messages that the tenant's users get.</summary>
    public TestOutbox Outbox { get; }

    /// <summary>Authenticators that the server simulates, registered for users.</summary>
    public TestAuthenticators Authenticators { get; }

    /// <summary>The tenant's time. Moving it changes nothing of other tenants.</summary>
    public TestClock Clock { get; }

    /// <summary>Failures that the tenant's requests meet.</summary>
    public TestFaults Faults { get; }

    /// <summary>The requests that the tenant got, and how they were decided.</summary>
    public TestJournal Journal { get; }

    /// <summary>The principal name of a sample user, such as <c>kim</c>. A name with a domain stays as it is.</summary>
    public string Name(string alias) => alias.Contains('@', StringComparison.Ordinal) ? alias : $"{alias}@{Domain}";

    /// <summary>A client signed in as a user: with every delegated permission, or with exactly those that are named.</summary>
    /// <param name="user">The user's alias, or the principal name.</param>
    /// <param name="mfa">Whether the user has just done multi-factor authentication.</param>
    /// <param name="permissions">Delegated permissions, such as <c>UserAuthenticationMethod.Read</c>.</param>
    public HttpClient HttpClientAs(string user, bool mfa = false, params string[] permissions) => HttpClientWith(TokenAs(user, mfa, permissions));

    /// <summary>A client signed in as an application: with every application permission, or with exactly those that are named.</summary>
    public HttpClient HttpClientAsApp(params string[] permissions) => HttpClientWith(TokenAsApp(permissions));

    /// <summary>A client that sends a token, such as a forged one.</summary>
    public HttpClient HttpClientWith(string token)
    {
        var client = Host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>An access token of a user. The parameters are those of <see cref="HttpClientAs"/>.</summary>
    public string TokenAs(string user, bool mfa = false, params string[] permissions) => Wait(() => UserTokenAsync(user, mfa, permissions));

    /// <summary>An access token of an application. The parameters are those of <see cref="HttpClientAsApp"/>.</summary>
    public string TokenAsApp(params string[] permissions) => Wait(() => AppTokenAsync(permissions));

    /// <summary>An access token of a user that is wrong in the ways that are chosen; the API refuses it.</summary>
    public string Forge(string user, Func<ForgedToken, ForgedToken> how) => how(new(TokenAs(user), Host)).ToString();

    internal async Task<string> UserTokenAsync(string user, bool mfa, string[] permissions)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(Id);
        var client = (await store.FindClientAsync(SampleTenant.AdminTools))!;
        var found = await store.FindUserAsync(Name(user)) ?? throw new ArgumentException($"The tenant has no user {Name(user)} who can sign in.", nameof(user));
        var issuer = scope.ServiceProvider.GetRequiredService<TokenIssuer>();
        return issuer.ForUser(
            Origin, client.Principal, found, permissions.Length > 0 ? permissions : [.. GraphPermissions.Delegated], issuer.PasswordNow(found, mfa));
    }

    internal async Task<string> AppTokenAsync(string[] permissions)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(Id);
        var client = (await store.FindClientAsync(SampleTenant.Provisioning))!;
        return scope.ServiceProvider.GetRequiredService<TokenIssuer>().ForApplication(
            Origin, client.Principal, permissions.Length > 0 ? permissions : await store.ApplicationPermissionsAsync(client, Api.Graph));
    }

    /// <summary>Takes a snapshot of everything in the tenant.</summary>
    public async Task<TestSnapshot> SnapshotAsync() => new((string)(await ControlAsync(HttpMethod.Post, "snapshots"))!["id"]!);

    /// <summary>Returns the tenant to the state of a snapshot.</summary>
    public Task RestoreAsync(TestSnapshot snapshot) => ControlAsync(HttpMethod.Post, $"snapshots/{snapshot.Id}/restore");

    /// <summary>Returns the tenant to the state in which it was created.</summary>
    public Task ResetAsync() => ControlAsync(HttpMethod.Post, "reset");

    /// <summary>Calls what the operator can do with the tenant.</summary>
    internal async Task<JsonNode?> ControlAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var calls = OwnCalls.AsOperator(Host);
        return await calls.SendAsync(method, $"/authmethods/tenants/{Id}/{path}".TrimEnd('/'), body);
    }

    internal JsonNode? Control(HttpMethod method, string path, JsonNode? body = null) => Wait(() => ControlAsync(method, path, body));

    /// <summary>The page after one of a list.</summary>
    internal JsonNode? ControlNext(JsonNode page) => Wait(async () =>
    {
        using var calls = OwnCalls.AsOperator(Host);
        return await calls.SendAsync(HttpMethod.Get, (string)page["@odata.nextLink"]!);
    });

    // Away from the test framework's synchronization context, which might wait for this thread.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    /// <summary>Deletes the tenant from a database that outlives the host. Otherwise it goes with the host.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Host.OwnsDatabase) await ControlAsync(HttpMethod.Delete, "");
    }
}

/// <summary>A state of a tenant to return to.</summary>
/// <param name="Id">Its id below <c>/authmethods/tenants/{id}/snapshots</c>.</param>
public sealed record TestSnapshot(string Id);

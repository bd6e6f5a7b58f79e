using System.Net.Http.Headers;
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
    }

    /// <summary>The server that the tenant is on.</summary>
    public AuthMethodsHost Host { get; }

    /// <summary>The tenant's id, which is the <c>tid</c> of its tokens.</summary>
    public Guid Id { get; }

    /// <summary>The default domain.</summary>
    public string Domain { get; }

    /// <summary>The client id of the application Provisioning, which has every application permission.</summary>
    public string ClientId => SampleTenant.Provisioning.ToString();

    /// <summary>Its secret.</summary>
    public string ClientSecret => SampleTenant.ProvisioningSecret;

    /// <summary>The password of all users.</summary>
    public string Password => SampleTenant.Password;

    /// <summary>The messages that the tenant's users get.</summary>
    public TestOutbox Outbox { get; }

    /// <summary>Authenticators that the server simulates, registered for users.</summary>
    public TestAuthenticators Authenticators { get; }

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

    // Away from the test framework's synchronization context, which might wait for this thread.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    /// <summary>Ends the use of the tenant. What it contains goes with the host.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

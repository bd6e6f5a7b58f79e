namespace AuthMethods.Tests.Server;

/// <summary>A tenant for one test, and clients that act in it.</summary>
public sealed class TestTenant(TestServer server, Guid id, string domain)
{
    /// <summary>The tenant as users of the package have it.</summary>
    public AuthMethods.Testing.TestTenant Tenant { get; } = new(server.Host, id, domain);

    public Guid Id => Tenant.Id;

    public string Domain => Tenant.Domain;

    public TestServer Server { get; } = server;

    public string Name(string alias) => $"{alias}@{Domain}";

    /// <summary>A client signed in as one of the sample users, with every permission or only the named ones.</summary>
    public async Task<HttpClient> AsAsync(string alias, params string[] scopes) => WithToken(await TokenAsync(alias, scopes));

    /// <summary>As <see cref="AsAsync"/>, with multi-factor authentication just done.</summary>
    public async Task<HttpClient> WithMfaAsync(string alias, params string[] scopes) => WithToken(await TokenAsync(alias, scopes, hasMfa: true));

    /// <summary>A client signed in as an application, with every application permission or only the named ones.</summary>
    public async Task<HttpClient> AsAppAsync(params string[] permissions) => WithToken(await AppTokenAsync(permissions));

    public HttpClient WithToken(string token) => Tenant.HttpClientWith(token);

    public Task<string> TokenAsync(string alias, string[]? scopes = null, bool hasMfa = false) => Tenant.UserTokenAsync(alias, hasMfa, scopes ?? []);

    public Task<string> AppTokenAsync(params string[] permissions) => Tenant.AppTokenAsync(permissions);
}

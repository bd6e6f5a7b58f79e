using System.Net.Http.Headers;
using AuthMethods.Access;
using AuthMethods.Authority;
using AuthMethods.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Server;

/// <summary>A tenant for one test, and clients that act in it.</summary>
public sealed class TestTenant(TestServer server, Guid id, string domain)
{
    public Guid Id { get; } = id;

    public string Domain { get; } = domain;

    public TestServer Server { get; } = server;

    public string Name(string alias) => $"{alias}@{Domain}";

    /// <summary>A client signed in as one of the sample users, with every permission or only the named ones.</summary>
    public async Task<HttpClient> AsAsync(string alias, params string[] scopes) => WithToken(await TokenAsync(alias, scopes));

    /// <summary>As <see cref="AsAsync"/>, with multi-factor authentication just done.</summary>
    public async Task<HttpClient> WithMfaAsync(string alias, params string[] scopes) => WithToken(await TokenAsync(alias, scopes, hasMfa: true));

    /// <summary>A client signed in as an application, with every application permission or only the named ones.</summary>
    public async Task<HttpClient> AsAppAsync(params string[] permissions) => WithToken(await AppTokenAsync(permissions));

    public HttpClient WithToken(string token)
    {
        var client = Server.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<string> TokenAsync(string alias, string[]? scopes = null, bool hasMfa = false)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(Id);
        var client = await store.FindClientAsync(SampleTenant.AdminTools);
        var user = await store.FindUserAsync(alias.Contains('@', StringComparison.Ordinal) ? alias : Name(alias));
        var issuer = scope.ServiceProvider.GetRequiredService<TokenIssuer>();
        return issuer.ForUser(
            "http://localhost", client!.Principal, user!, scopes is { Length: > 0 } ? scopes : [.. GraphPermissions.Delegated],
            issuer.PasswordNow(user!, hasMfa));
    }

    public async Task<string> AppTokenAsync(params string[] permissions)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(Id);
        var client = (await store.FindClientAsync(SampleTenant.Provisioning))!;
        return scope.ServiceProvider.GetRequiredService<TokenIssuer>().ForApplication(
            "http://localhost", client.Principal, permissions.Length > 0 ? permissions : await store.ApplicationPermissionsAsync(client, Api.Graph));
    }
}

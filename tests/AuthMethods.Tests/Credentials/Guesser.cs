using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Credentials;

/// <summary>Somebody who sends secrets from one address. The server must trust the header: <see cref="TrustedProxy"/>.</summary>
internal sealed class Guesser(TestTenant tenant, string address = "203.0.113.7", TestServer? server = null)
{
    public static readonly KeyValuePair<string, string?> TrustedProxy = new("Public:TrustedProxies:0", "127.0.0.1");

    public HttpClient From(HttpClient client)
    {
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    public Task<Answer> SignInAsync(string alias, string password) => From((server ?? tenant.Server).Client()).AnswerAsync(
        HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token", TokenRequests.Encoded(tenant.OfUser(alias, ("password", password))),
        "application/x-www-form-urlencoded");

    /// <summary>Sends wrong passwords, each another one, and returns the error codes.</summary>
    public async Task<int[]> GuessAsync(string alias, int times, string prefix = "Wrong-Password")
    {
        var codes = new List<int>();
        for (var i = 0; i < times; i++) codes.Add(Code(await SignInAsync(alias, $"{prefix}-{i}")));
        return [.. codes];
    }

    /// <summary>The number after <c>AADSTS</c>; 0 for a success.</summary>
    public static int Code(Answer answer) => (int?)answer.Json["error_codes"]?[0] ?? 0;
}

using System.Net;
using System.Text;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Admin.SignIn;

/// <summary>The built-in authority as a client sees it. Its issuer begins with the origin of the request.</summary>
internal sealed class BuiltInAuthority(IHttpContextAccessor accessor, InProcessCalls calls) : IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>The part of its addresses that means every tenant.</summary>
    public const string Tenant = "organizations";

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = OpenIdConnectConfiguration.Create(await TextAsync($"/{Tenant}/v2.0/.well-known/openid-configuration"));
        configuration.JsonWebKeySet = new(await TextAsync($"/{Tenant}/discovery/v2.0/keys"));
        foreach (var key in configuration.JsonWebKeySet.GetSigningKeys()) configuration.SigningKeys.Add(key);
        return configuration;
    }

    /// <summary>Nothing is kept.</summary>
    public void RequestRefresh() { }

    public string Validate(string issuer, SecurityToken token, TokenValidationParameters parameters) =>
        token is JsonWebToken jwt && jwt.TryGetPayloadValue("tid", out string tenant) && issuer == $"{accessor.HttpContext!.Origin()}/{tenant}/v2.0"
            ? issuer
            : throw new SecurityTokenInvalidIssuerException($"The token is from {issuer}.");

    public Task<InProcessAnswer> SendAsync(string method, string address, IEnumerable<KeyValuePair<string, string>> headers, byte[] body) =>
        calls.SendAsync(accessor.HttpContext!, method, address, headers, body);

    private async Task<string> TextAsync(string address)
    {
        var answer = await SendAsync(HttpMethods.Get, address, [], []);
        return answer.Status == StatusCodes.Status200OK
            ? Encoding.UTF8.GetString(answer.Body)
            : throw new HttpRequestException($"The built-in authority answered {answer.Status}.", null, (HttpStatusCode)answer.Status);
    }
}

/// <summary>Lets the protocol's handler redeem codes and refresh tokens in process.</summary>
internal sealed class InProcessHandler(BuiltInAuthority authority) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Where(h => h.Key is not ("Content-Length" or "Host")).Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value)));
        var answer = await authority.SendAsync(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(answer.Body) };
        if (answer.Headers.ContentType is [{ } type]) response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return response;
    }
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AuthMethods.Admin.SignIn;

/// <summary>Gets a new access token with the refresh token before the old one expires. Signs the person out if the authority refuses.</summary>
internal sealed class TokenRenewal(IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider time)
{
    private const string ExpiresAt = "expires_at";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);

    public async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        if (!DateTimeOffset.TryParse(context.Properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var expires)
            || expires - Early > time.GetUtcNow()) return;
        var code = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var configuration = code.Configuration ?? await code.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var request = new OpenIdConnectMessage
        {
            ClientId = code.ClientId, ClientSecret = code.ClientSecret, GrantType = OpenIdConnectGrantTypes.RefreshToken,
            RefreshToken = context.Properties.GetTokenValue("refresh_token"), Scope = string.Join(' ', code.Scope),
        };
        using var content = new FormUrlEncodedContent(request.Parameters);
        using var response = await SendAsync(code, configuration.TokenEndpoint, content, context.HttpContext.RequestAborted);
        if (response is { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }

        // Another time, if the authority is out of reach: the token is still valid.
        if (response is not { IsSuccessStatusCode: true }) return;
        var answer = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        var kept = context.Properties.GetTokens().ToDictionary(t => t.Name, t => t);
        foreach (var token in Tokens.Of(answer, time.GetUtcNow())) kept[token.Name] = token;
        context.Properties.StoreTokens(kept.Values);
        context.ShouldRenew = true;
    }

    private static async Task<HttpResponseMessage?> SendAsync(OpenIdConnectOptions code, string address, HttpContent content, CancellationToken cancellation)
    {
        try
        {
            return await code.Backchannel.PostAsync(address, content, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}

internal static class Tokens
{
    /// <summary>The tokens of an answer, as the cookie keeps them.</summary>
    public static IEnumerable<AuthenticationToken> Of(OpenIdConnectMessage answer, DateTimeOffset now)
    {
        var expires = now + TimeSpan.FromSeconds(int.Parse(answer.ExpiresIn, CultureInfo.InvariantCulture));
        yield return new() { Name = "access_token", Value = answer.AccessToken };
        if (answer.RefreshToken is not null) yield return new() { Name = "refresh_token", Value = answer.RefreshToken };
        if (answer.IdToken is not null) yield return new() { Name = "id_token", Value = answer.IdToken };
        yield return new() { Name = "expires_at", Value = expires.ToString("o", CultureInfo.InvariantCulture) };
    }
}

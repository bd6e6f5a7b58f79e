using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Authority;

/// <summary>Authorization codes for users who signed in as a test says.</summary>
internal static class Codes
{
    public const string Redirect = "http://localhost:53682/callback";
    public const string Verifier = "a-verifier-that-is-long-enough-for-anybody-to-take";

    public static readonly string Challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>A code that the sample tools, or another application, may redeem.</summary>
    public static async Task<string> CodeAsync(
        this TestTenant tenant, string alias, string scope = $"{TokenRequests.Default} openid offline_access",
        Func<TokenIssuer, UserRow, Authentication>? authentication = null, Guid? application = null, string redirect = Redirect)
    {
        await using var services = tenant.Server.Services.CreateAsyncScope();
        var store = services.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(tenant.Id);
        var user = (await store.FindUserAsync(tenant.Name(alias)))!;
        var issuer = services.ServiceProvider.GetRequiredService<TokenIssuer>();
        var by = new SignedIn(user, authentication?.Invoke(issuer, user) ?? issuer.PasswordNow(user));
        return await services.ServiceProvider.GetRequiredService<PendingGrants>()
            .AddAsync(new(application ?? SampleTenant.AdminTools, redirect, scope, Challenge, Nonce: null, by));
    }

    public static Task<Answer> RedeemAsync(this TestTenant tenant, string code, params (string Name, string Value)[] changes)
    {
        (string Name, string Value)[] form =
        [
            ("grant_type", "authorization_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("code", code), ("redirect_uri", Redirect),
            ("code_verifier", Verifier),
        ];
        return tenant.TokenAsync([.. form.Where(f => !changes.Any(c => c.Name == f.Name)), .. changes]);
    }

    /// <summary>The refresh token of a client on which the user signed in with a password, and did multi-factor authentication some time ago.</summary>
    public static async Task<string> RememberingTokenAsync(this TestTenant tenant, string alias, string scope, TimeSpan ago = default)
    {
        var code = await tenant.CodeAsync(alias, scope, (issuer, user) =>
        {
            var now = issuer.PasswordNow(user, hasMultiFactor: true);
            return now with { At = now.At - ago, MultiFactorAt = now.MultiFactorAt - ago };
        });
        return (await tenant.RedeemAsync(code)).Is(HttpStatusCode.OK).Field("refresh_token");
    }
}

using AuthMethods.Authority.Protocol;
using AuthMethods.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace AuthMethods.Authority;

/// <summary>Codes that clients haven't redeemed yet, in the database.</summary>
internal sealed class PendingGrants(ProtocolEngine engine, TokenIssuer issuer, IServiceProvider services)
{
    public static readonly TimeSpan DeviceCodeLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>Creates a code for a client whose user has signed in.</summary>
    public Task<string> AddAsync(AuthorizationCode code) => engine.RunAsync(services, code.By.User.TenantId, async call =>
    {
        call.Begin(OpenIddictServerEndpointType.Authorization, new()
        {
            ClientId = code.ApplicationId.ToString(),
            ResponseType = OpenIddictConstants.ResponseTypes.Code,
            RedirectUri = code.RedirectUri,
            CodeChallenge = code.Challenge,
            CodeChallengeMethod = OpenIddictConstants.CodeChallengeMethods.Sha256,
        });
        var grant = new Grant(code.By.User.TenantId, code.ApplicationId, code.Scope) { Nonce = code.Nonce }.Of(code.By);
        // All that is issued for this code is known by it.
        var principal = GrantPayload.Of(grant).SetAuthorizationId(Guid.NewGuid().ToString());
        return (await call.SignInAsync(principal))!.Code!;
    });

    /// <summary>Creates a refresh token for a client that didn't ask for one.</summary>
    public Task<string> AddRefreshTokenAsync(Guid application, string scope, SignedIn by)
    {
        var grant = new Grant(by.User.TenantId, application, scope).Of(by);
        return engine.RunAsync(services, grant.TenantId, call => call.RenewableAsync(
            GrantPayload.Of(grant), application.ToString(), issuer.RefreshTokenLifetime(by.Authentication)));
    }

    /// <summary>Creates the codes for a device and its user.</summary>
    /// <param name="asked">What the device asked for.</param>
    /// <param name="source">The address that it asked from.</param>
    public Task<DeviceCode> AddAsync(DeviceRequest asked, string source) => engine.RunAsync(services, Guid.Empty, async call =>
    {
        call.Request.Source = source;
        call.Begin(OpenIddictServerEndpointType.DeviceAuthorization, new() { ClientId = asked.ApplicationId.ToString() });
        var response = await call.SignInAsync(GrantPayload.OfNobody(new(Guid.Empty, asked.ApplicationId, asked.Scope) { Device = asked }));
        return new DeviceCode(response!.DeviceCode!, response.UserCode!, asked);
    });

    /// <summary>The device with a user code that is still unanswered; case and separators don't matter.</summary>
    public Task<DeviceCode?> FindByUserCodeAsync(string text)
    {
        var code = string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();
        return engine.RunAsync(services, Guid.Empty, async call =>
            code.Length > 0 && await call.BeginAsync(code) is { } principal
                ? new DeviceCode("", code, GrantPayload.GrantOf(principal).Device!)
                : null);
    }

    /// <summary>Gives the device its tokens at its next poll; false if the code was answered or expired meanwhile.</summary>
    public Task<bool> ApproveAsync(DeviceCode device, SignedIn by) => engine.RunAsync(services, Guid.Empty, async call =>
        await call.BeginAsync(device.UserCode) is { } principal
        && await call.SignInAsync(GrantPayload.Of(GrantPayload.GrantOf(principal).Of(by))) is not null);

    /// <summary>Refuses the device at its next poll.</summary>
    public Task DeclineAsync(DeviceCode device) => engine.RunAsync(services, Guid.Empty, async call =>
    {
        if (await call.BeginAsync(device.UserCode) is not null) await call.RefuseAsync();
        return true;
    });
}

/// <summary>An authorization code and the request it was issued for.</summary>
/// <param name="ApplicationId">The client.</param>
/// <param name="RedirectUri">The address that the code was sent to.</param>
/// <param name="Scope">The requested scope.</param>
/// <param name="Challenge">The PKCE code challenge: the Base64Url-encoded SHA-256 of the client's code verifier.</param>
/// <param name="Nonce">The nonce to return in the id token.</param>
/// <param name="By">The user who signed in.</param>
internal sealed record AuthorizationCode(Guid ApplicationId, string RedirectUri, string Scope, string Challenge, string? Nonce, SignedIn By);

/// <summary>What a device asks for.</summary>
/// <param name="Tenant">The tenant's id, or the alias in the path.</param>
/// <param name="ApplicationId">The client.</param>
/// <param name="ApplicationName">The client's name, for the page.</param>
/// <param name="TenantName">The tenant's name, for the page; null for an alias.</param>
/// <param name="Scope">The requested scope.</param>
internal sealed record DeviceRequest(string Tenant, Guid ApplicationId, string ApplicationName, string? TenantName, string Scope);

/// <summary>A device that waits for its user to sign in on another one.</summary>
/// <param name="Code">The code that the device polls with; empty for the user, who doesn't know it.</param>
/// <param name="UserCode">The code that the user types.</param>
/// <param name="Request">What the device asks for.</param>
internal sealed record DeviceCode(string Code, string UserCode, DeviceRequest Request);

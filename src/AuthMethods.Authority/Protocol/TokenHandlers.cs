using AuthMethods.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace AuthMethods.Authority.Protocol;

/// <summary>Finds the tenant of a request to the token endpoint, and authenticates its client there.</summary>
internal sealed class AuthenticateClient(ProtocolRequest request, IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<AuthenticateClient>().SetOrder(ValidateClientId.Descriptor.Order).Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (request.Token is not { } token || !await EnterAsync(token)) return;
        var redirect = token.GrantType == GrantTypes.AuthorizationCode ? token.Field("redirect_uri") : null;
        (request.Client, request.IsAuthenticated) = await request.Service<Clients>().AuthenticateAsync(token.Http, token.Form, redirect);
    }

    /// <summary>False if the client can't be known yet, because a device still waits for its user.</summary>
    private async Task<bool> EnterAsync(TokenRequest token)
    {
        var endpoint = request.Service<TokenGrants>();
        switch (token.GrantType)
        {
            case GrantTypes.ClientCredentials:
                await endpoint.EnterAsync(TokenEndpoint.IsAlias(token.Tenant) ? throw AuthorityErrors.UnknownTenant(token.Tenant) : token.Tenant);
                return true;
            case GrantTypes.Password:
                await endpoint.EnterAsync(TokenEndpoint.IsAlias(token.Tenant) ? TokenEndpoint.DomainOf(token.Field("username")) : token.Tenant);
                return true;
            case GrantTypes.AuthorizationCode:
                var code = GrantText.TenantOf(token.Field("code")) ?? throw AuthorityErrors.CodeInvalid();
                request.Home = await endpoint.EnterAsync(token.Tenant, code) ? code : throw AuthorityErrors.CodeForAnother();
                return true;
            case UserAssertions.GrantType:
                var user = UserAssertions.TenantOf(token.Field("assertion")) ?? throw AuthorityErrors.UserAssertionInvalid("It names no tenant.");
                if (!await endpoint.EnterAsync(token.Tenant, user)) throw AuthorityErrors.UserAssertionInvalid("It was issued in another tenant.");
                return true;
            case GrantTypes.RefreshToken:
                var tenant = GrantText.TenantOf(token.Field("refresh_token")) ?? throw AuthorityErrors.RefreshMalformed();
                request.Home = await endpoint.EnterAsync(token.Tenant, tenant) ? tenant : throw AuthorityErrors.RefreshForOtherTenant();
                return true;
            default:
                return await EnterDeviceAsync(token, endpoint);
        }
    }

    private async Task<bool> EnterDeviceAsync(TokenRequest token, TokenGrants endpoint)
    {
        if (await tokens.FindByReferenceIdAsync(token.DeviceCode) is not GrantRow { Type: TokenTypeIdentifiers.Private.DeviceCode } row)
        {
            throw AuthorityErrors.DeviceCodeUnknown();
        }

        var grant = GrantPayload.GrantOf(row);
        if (!GuidKey.TryParse(token.Required("client_id"), out var id) || id != grant.ApplicationId) throw AuthorityErrors.DeviceCodeUnknown();
        // Nothing changes for the device until the request is known to be its own.
        if (!TokenEndpoint.IsAlias(token.Tenant) && !TokenEndpoint.IsAlias(grant.Device!.Tenant)
            && !await endpoint.EnterAsync(token.Tenant, Guid.Parse(grant.Device.Tenant)))
        {
            throw AuthorityErrors.CodeForAnother();
        }

        if (row.Status != Statuses.Valid) return false;
        return await endpoint.EnterAsync(token.Tenant, grant.TenantId) ? true : throw AuthorityErrors.CodeForAnother();
    }
}

/// <summary>Applies Entra's rules to a token request that OpenIddict has found valid.</summary>
internal sealed class GrantTokens(ProtocolRequest request) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<GrantTokens>().SetOrder(Exchange.AttachPrincipal.Descriptor.Order + 1_000).Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var redeemed = context.Principal is { } principal ? GrantPayload.GrantOf(principal) : null;
        var (answer, renewable) = await request.Service<TokenGrants>().GrantAsync(request.Token!, request.Client!, request.IsAuthenticated, redeemed);
        request.Answer = answer;
        var issued = GrantPayload.Of(renewable ?? new(Guid.Empty, request.Client!.AppId, ""));
        List<string> scopes = [];
        if (answer.IdToken is not null) scopes.Add(Scopes.OpenId);
        if (renewable is not null) scopes.Add(Scopes.OfflineAccess);
        issued.SetScopes(scopes);
        if (renewable is not null) issued.SetRefreshTokenLifetime(request.Service<TokenIssuer>().RefreshTokenLifetime(renewable.Authentication!));
        context.SignIn(issued);
    }
}

/// <summary>Ends OpenIddict's part: <see cref="ProtocolEngine"/> takes the answer from the transaction.</summary>
internal sealed class TakeAnswer<TContext> : IOpenIddictServerHandler<TContext> where TContext : BaseRequestContext
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor.CreateBuilder<TContext>()
        .UseSingletonHandler<TakeAnswer<TContext>>().SetOrder(int.MinValue).Build();

    public ValueTask HandleAsync(TContext context)
    {
        context.HandleRequest();
        return default;
    }
}

using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Security.Cryptography;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace AuthMethods.Authority.Protocol;

/// <summary>
/// OpenIddict under the authority's endpoints. It decides what of OAuth is the same everywhere: which grant a request has, whether a code is
/// this client's, unexpired and unused, and what is stored of it. The endpoints read requests, write answers and apply Entra's rules.
/// It has services of its own, which are made at the first request, so that a server that nobody signs in to never loads it.
/// </summary>
internal sealed class ProtocolEngine(IServiceProvider services) : IDisposable
{
    private readonly Lazy<ServiceProvider> _provider = new(() => Build(services));

    /// <summary>Runs one request in OpenIddict.</summary>
    /// <param name="scope">The services of the request.</param>
    /// <param name="home">The tenant whose codes and refresh tokens are looked up.</param>
    /// <param name="work">What to do.</param>
    public async Task<T> RunAsync<T>(IServiceProvider scope, Guid home, Func<ProtocolCall, Task<T>> work)
    {
        await using var own = _provider.Value.CreateAsyncScope();
        var request = own.ServiceProvider.GetRequiredService<ProtocolRequest>();
        (request.Services, request.Home) = (scope, home);
        var transaction = await own.ServiceProvider.GetRequiredService<IOpenIddictServerFactory>().CreateTransactionAsync();
        transaction.BaseUri = transaction.RequestUri = new("https://authority/");
        return await work(new(request, transaction, own.ServiceProvider));
    }

    public void Dispose()
    {
        if (_provider.IsValueCreated) _provider.Value.Dispose();
    }

    private static ServiceProvider Build(IServiceProvider outer)
    {
        var services = new ServiceCollection();
        services.AddSingleton(outer.GetRequiredService<TimeProvider>());
        // At its lower levels, OpenIddict logs whole tokens.
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddScoped<ProtocolRequest>();
        services.AddOpenIddict()
            .AddCore(core => core
                .SetDefaultTokenEntity<GrantRow>().ReplaceTokenStore<GrantRow, GrantStore>()
                .SetDefaultApplicationEntity<Client>().ReplaceApplicationStore<Client, ClientStore>()
                // The stores remember what they have read while a request lasts.
                .DisableEntityCaching())
            .AddServer(server =>
            {
                server.AllowAuthorizationCodeFlow().AllowClientCredentialsFlow().AllowDeviceAuthorizationFlow().AllowPasswordFlow().AllowRefreshTokenFlow()
                    .AllowCustomFlow(UserAssertions.GrantType)
                    .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetDeviceAuthorizationEndpointUris("devicecode")
                    .SetEndUserVerificationEndpointUris("deviceauth")
                    .RequireProofKeyForCodeExchange()
                    // As in Entra, a refresh token stays valid when it is used.
                    .DisableRollingRefreshTokens().UseReferenceRefreshTokens()
                    // Scopes, permissions and consent are Entra's.
                    .DisableAuthorizationStorage().DisableScopeValidation().DisableResourceValidation().DisableAudienceValidation()
                    .IgnoreEndpointPermissions().IgnoreGrantTypePermissions().IgnoreResponseTypePermissions().IgnoreScopePermissions()
                    .IgnoreAudiencePermissions().IgnoreResourcePermissions()
                    .SetUserCodeCharset([.. GrantText.UserCodeLetters.Select(c => c.ToString())]).SetUserCodeLength(GrantText.UserCodeLength)
                    .SetUserCodeDisplayFormat(string.Concat(Enumerable.Range(0, GrantText.UserCodeLength).Select(i => $"{{{i}}}")))
                    // Required, but nothing is signed or encrypted with them: see WriteGrant.
                    .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)))
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                foreach (var handler in Replaced) server.RemoveEventHandler(handler);
                foreach (var handler in Ours) server.AddEventHandler(handler);
            });
        return services.BuildServiceProvider();
    }

    private static IEnumerable<OpenIddictServerHandlerDescriptor> Ours =>
    [
        AuthenticateClient.Descriptor, ReadGrant.Descriptor, WriteGrant.Descriptor, GrantTokens.Descriptor,
        TakeAnswer<ApplyTokenResponseContext>.Descriptor, TakeAnswer<ApplyAuthorizationResponseContext>.Descriptor,
        TakeAnswer<ApplyDeviceAuthorizationResponseContext>.Descriptor, TakeAnswer<ApplyEndUserVerificationResponseContext>.Descriptor,
    ];

    /// <summary>What the endpoints or the handlers above do instead.</summary>
    private static IEnumerable<OpenIddictServerHandlerDescriptor> Replaced =>
    [
        InferEndpointType.Descriptor,
        ValidateClientId.Descriptor, ValidateClientType.Descriptor, ValidateClientSecret.Descriptor, ValidateClientCertificate.Descriptor,
        Exchange.ValidateClientIdParameter.Descriptor, Exchange.ValidateClientCredentialsParameters.Descriptor,
        Exchange.ValidateProofKeyForCodeExchangeRequirement.Descriptor,
        Protection.ResolveTokenValidationParameters.Descriptor, Protection.ValidateReferenceTokenIdentifier.Descriptor,
        Protection.ValidateIdentityModelToken.Descriptor,
        Protection.AttachSecurityCredentials.Descriptor, Protection.CreateTokenEntry.Descriptor, Protection.AttachTokenSubject.Descriptor,
        Protection.AttachTokenMetadata.Descriptor, Protection.GenerateIdentityModelToken.Descriptor, Protection.AttachTokenPayload.Descriptor,
        AttachTokenDigests.Descriptor,
    ];
}

/// <summary>A request in OpenIddict.</summary>
internal sealed class ProtocolCall(ProtocolRequest request, OpenIddictServerTransaction transaction, IServiceProvider services)
{
    private readonly IOpenIddictServerDispatcher _dispatcher = services.GetRequiredService<IOpenIddictServerDispatcher>();

    public ProtocolRequest Request => request;

    public IOpenIddictTokenManager Tokens => services.GetRequiredService<IOpenIddictTokenManager>();

    public GrantStore Store => (GrantStore)services.GetRequiredService<IOpenIddictTokenStore<GrantRow>>();

    /// <summary>The refresh token of the answer.</summary>
    public string? RefreshToken => transaction.Response?.RefreshToken;

    /// <summary>Processes a whole request; null if OpenIddict accepted it, otherwise its error's <c>error_uri</c>.</summary>
    public async Task<(bool IsAccepted, string? ErrorUri)> ProcessAsync(OpenIddictServerEndpointType endpoint, OpenIddictRequest message)
    {
        (transaction.EndpointType, transaction.Request) = (endpoint, message);
        var context = new ProcessRequestContext(transaction);
        await _dispatcher.DispatchAsync(context);
        if (request.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        return (!context.IsRejected, context.ErrorUri);
    }

    /// <summary>Issues what an endpoint issues for a principal; null if a code that it needs was used meanwhile.</summary>
    public async Task<OpenIddictResponse?> SignInAsync(ClaimsPrincipal principal)
    {
        var context = new ProcessSignInContext(transaction) { Principal = principal, Response = new() };
        await _dispatcher.DispatchAsync(context);
        if (request.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        return context.IsRejected ? null : transaction.Response;
    }

    /// <summary>Issues a refresh token without a request.</summary>
    public async Task<string> RenewableAsync(ClaimsPrincipal principal, string clientId, TimeSpan lifetime)
    {
        var now = transaction.Options.TimeProvider.GetUtcNow();
        var context = new GenerateTokenContext(transaction)
        {
            ClientId = clientId,
            CreateTokenEntry = true,
            Principal = principal.SetCreationDate(now).SetExpirationDate(now + lifetime),
            TokenFormat = OpenIddictConstants.TokenFormats.Private.JsonWebToken,
            TokenType = OpenIddictConstants.TokenTypeIdentifiers.RefreshToken,
        };
        await _dispatcher.DispatchAsync(context);
        return context.Token!;
    }

    /// <summary>Begins a request to an endpoint whose parameters were checked already.</summary>
    public void Begin(OpenIddictServerEndpointType endpoint, OpenIddictRequest message)
    {
        (transaction.EndpointType, transaction.Request) = (endpoint, message);
        transaction.SetProperty(typeof(ProcessAuthenticationContext).FullName!, new ProcessAuthenticationContext(transaction));
    }

    /// <summary>Begins a request of a user who typed a code; null if it is not valid.</summary>
    public async Task<ClaimsPrincipal?> BeginAsync(string userCode)
    {
        Begin(OpenIddictServerEndpointType.EndUserVerification, new() { UserCode = userCode });
        var context = transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)!;
        await _dispatcher.DispatchAsync(context);
        return context.UserCodePrincipal;
    }

    /// <summary>Refuses the code that the user typed and the one of the device.</summary>
    public Task RefuseAsync() => _dispatcher.DispatchAsync(new ProcessChallengeContext(transaction) { Response = new() }).AsTask();
}

using AuthMethods.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace AuthMethods.Authority.Protocol;

/// <summary>Finds codes and refresh tokens by their text. All of them are stored, so OpenIddict's own ways to read a token are not used.</summary>
internal sealed class ReadGrant(ProtocolRequest request, IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
        .UseScopedHandler<ReadGrant>().SetOrder(Protection.ResolveTokenValidationParameters.Descriptor.Order).Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        context.SecurityTokenHandler = context.Options.JsonWebTokenHandler;
        context.TokenValidationParameters = new() { ClockSkew = TimeSpan.Zero };
        if (await tokens.FindByReferenceIdAsync(context.Token) is not GrantRow row || !context.ValidTokenTypes.Contains(row.Type)) return;
        request.Found = row;
        context.IsReferenceToken = true;
        context.TokenId = row.Id.ToString();
        context.Principal = GrantPayload.Read(row);
    }
}

/// <summary>Makes the tokens of an answer: access and id tokens are Entra's, codes and refresh tokens are rows.</summary>
internal sealed class WriteGrant(ProtocolRequest request, IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<GenerateTokenContext>
{
    private const int MaxTries = 5;

    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
        .UseScopedHandler<WriteGrant>().SetOrder(Protection.AttachSecurityCredentials.Descriptor.Order).Build();

    public async ValueTask HandleAsync(GenerateTokenContext context) => context.Token = context.TokenType switch
    {
        TokenTypeIdentifiers.AccessToken => request.Answer!.AccessToken,
        TokenTypeIdentifiers.IdentityToken => request.Answer!.IdToken,
        // The code that a device polls with exists already; it gets the user who signed in.
        _ when !context.CreateTokenEntry => GrantPayload.Write(context.Principal, context.TokenType),
        _ => await CreateAsync(context),
    };

    private async Task<string> CreateAsync(GenerateTokenContext context)
    {
        for (var left = MaxTries; ; left--)
        {
            var text = NewText(context.TokenType);
            try
            {
                var created = await tokens.CreateAsync(new OpenIddictTokenDescriptor
                {
                    ApplicationId = context.ClientId,
                    AuthorizationId = context.Principal.GetAuthorizationId(),
                    CreationDate = context.Principal.GetCreationDate(),
                    ExpirationDate = context.Principal.GetExpirationDate(),
                    Payload = GrantPayload.Write(context.Principal, context.TokenType),
                    ReferenceId = text,
                    Status = context.TokenType == TokenTypeIdentifiers.Private.DeviceCode ? Statuses.Inactive : Statuses.Valid,
                    Subject = context.Principal.GetClaim(Claims.Subject),
                    Type = context.TokenType,
                });
                context.Principal.SetTokenId(((GrantRow)created).Id.ToString());
                return text;
            }
            catch (OpenIddictExceptions.ConcurrencyException) when (left > 1)
            {
                // The code that a user types is short enough to be taken.
            }
        }
    }

    private string NewText(string type) => type switch
    {
        TokenTypeIdentifiers.Private.DeviceCode => GrantText.NewDeviceCode(),
        TokenTypeIdentifiers.Private.UserCode => GrantText.NewUserCode(),
        _ => GrantText.New(request.Service<AuthorityStore>().Tenant),
    };
}

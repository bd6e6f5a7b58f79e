using System.Buffers.Text;
using System.Text.Json.Nodes;
using Azure.Core;

namespace AuthMethods.Testing;

/// <summary>Hands out tokens of a test tenant, whatever scopes are asked for.</summary>
internal sealed class TestCredential(Func<string> issue) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var token = issue();
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;
        return new(token, DateTimeOffset.FromUnixTimeSeconds((long)claims["exp"]!));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}

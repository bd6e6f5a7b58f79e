using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Access.Tokens.Entra;
using AuthMethods.Tests.Server;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens;

/// <summary>A 401 says why in <c>x-authmethods-reason</c>, to those who may know.</summary>
public sealed class TokenReasonTests : TenantTests
{
    private const string Tenant = "{tenant}";
    private static readonly Guid Kim = SampleTenant.UserId(22);

    public static TheoryData<string, string, string> WrongTokens => new()
    {
        { "no token", "", "TokenMissing: the request has no bearer token; the Graph SDK for JavaScript" },
        { "no web token", "abc", "TokenMalformed: what was sent is not a JSON Web Token" },
        { "expired", "expired", "TokenLifetime: the token expired 9" },
        { "expired long ago", "long expired", "TokenLifetime: the token expired 120 min ago, at " },
        { "not yet valid", "early", "TokenLifetime: the token is valid in " },
        { "another audience", "audience", "TokenAudience: the token is for 'api://other'; accepted are https://graph.microsoft.com, 00000003-0000-0000-c000-000000000000," },
        { "an audience that no header can carry", "odd audience", "TokenAudience: the token is for '?????'; accepted" },
        { "another issuer", "issuer", "TokenIssuer: the issuer 'https://login.example/' is not that of the tenant" },
        { "an unknown key", "key", "TokenKey: no known key signed the token" },
        { "a wrong signature", "signature", "TokenSignature: the token's signature is missing or wrong" },
        { "an id token", "no scp", "TokenMalformed: the token is not an access token for Microsoft Graph" },
        { "a user who is not there", "user", $"UserUnknown: the tenant {Tenant} has no user 33333333-0000-4000-8000-000000000001" },
        { "a disabled user", "disabled", "AccountDisabled: the account " },
        { "an ended session", "session", "SessionEnded: the user's sessions were revoked at " },
    };

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Refused_TellsWhatIsWrongWithTheToken(string because, string token, string reason)
    {
        var answer = (await ClientWith(token).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");

        Assert.True(
            answer.Reason?.StartsWith(reason.Replace(Tenant, _tenant.Id.ToString(), StringComparison.Ordinal), StringComparison.Ordinal) == true,
            $"{because}: {answer.Reason}");
    }

    [Fact]
    public async Task AnEntraServerThatCannotGetTheKeys_SaysFromWhere()
    {
        await using var server = await TestServer.StartAsync([
            new("Authority:Enabled", "false"), new("AzureAd:Instance", "http://127.0.0.1:1/"), new("AzureAd:TenantId", _tenant.Id.ToString()),
            new("AzureAd:RequireHttpsMetadata", "false")]);

        var answer = await new TestTenant(server, _tenant.Id, _tenant.Domain).WithToken(new TokenForge(_tenant, Kim).Make()).GetAnswerAsync("/v1.0/me");

        answer.Is(HttpStatusCode.Unauthorized);
        Assert.StartsWith("TokenKey: the keys of http://127.0.0.1:1/", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATenantThatIsNotInTheDatabase_IsNamed()
    {
        await using var server = await EntraServer.StartAsync(anyTenant: true);
        var stranger = Guid.NewGuid();

        var answer = (await server.AskAsync(server.Issuer.ForUser(stranger, Kim))).Is(HttpStatusCode.Unauthorized);

        Assert.StartsWith($"TenantUnknown: the database has no tenant {stranger}", answer.Reason, StringComparison.Ordinal);
    }

    private HttpClient ClientWith(string token)
    {
        var forge = new TokenForge(_tenant, Kim);
        var now = _tenant.Server.Clock.GetUtcNow().UtcDateTime;
        return token switch
        {
            "" => _tenant.Server.Client(),
            "expired" => With(forge.Make(t => Between(t, now.AddHours(-1), now.AddSeconds(-90)))),
            "long expired" => With(forge.Make(t => Between(t, now.AddHours(-3), now.AddHours(-2)))),
            "early" => With(forge.Make(t => Between(t, now.AddMinutes(20), now.AddHours(1)))),
            "audience" => With(forge.Make(t => t.Audience = "api://other")),
            "odd audience" => With(forge.Make(t => t.Audience = "\u212a\r\n\u00e9\u0000")),
            "issuer" => With(forge.Make(t => t.Issuer = "https://login.example/")),
            "key" => With(forge.Make(t => t.SigningCredentials = new(
                new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "stranger" }, SecurityAlgorithms.RsaSha256))),
            "signature" => With(forge.SignedByForeignKey()),
            "no scp" => With(forge.Make(t => t.Claims.Remove("scp"))),
            "user" => With(new TokenForge(_tenant, Guid.Parse("33333333-0000-4000-8000-000000000001")).Make()),
            "disabled" => With(new TokenForge(_tenant, SampleTenant.UserId(27)).Make()),
            "session" => With(forge.Make(t => Between(t, now.AddYears(-30), now.AddHours(1)))),
            _ => With(token),
        };

        HttpClient With(string made) => _tenant.WithToken(made);

        static void Between(SecurityTokenDescriptor token, DateTime from, DateTime until) =>
            (token.IssuedAt, token.NotBefore, token.Expires) = (from, from, until);
    }
}

using System.Security.Cryptography;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.SoftwareOathMethods;

internal sealed class SoftwareOathMethodStore(AuthDb db, UserPolicies policies, Changes changes, Secrets secrets)
    : MethodKindStore<SoftwareOathMethodRow, SoftwareOathMethod>(db, policies, changes, SoftwareOathMethod.From, "software OATH")
{
    private const int BytesOfASecret = 20;
    private const int Fewest = 10;
    private const int Most = 80;

    /// <summary>The bytes that a text in Base32 stands for; null unless they are as many as a secret has.</summary>
    public static byte[]? SecretIn(string text) => Base32.Decode(text) is { Length: >= Fewest and <= Most } secret ? secret : null;

    /// <param name="user">Who has the app.</param>
    /// <param name="secret">Null to make one up, which the answer then shows.</param>
    public async Task<Outcome<SoftwareOathMethod>> AddAsync(TargetUser user, byte[]? secret)
    {
        var text = Base32.Encode(secret ?? RandomNumberGenerator.GetBytes(BytesOfASecret));
        var app = await RegisterAsync(
            user, new() { Id = Guid.NewGuid().ToString(), EncryptedSecret = secrets.Encrypt(text) },
            refuse: (_, policy) => new(policy.Refuse(policy.Tenant.Of<SoftwareOathConfiguration>())));
        return secret is null && app.Refusal is null ? app.OrThrow().With(text) : app;
    }
}

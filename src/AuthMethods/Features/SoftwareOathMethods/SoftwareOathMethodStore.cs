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
    private const int MinSecretLength = 10;
    private const int MaxSecretLength = 80;

    /// <summary>Decodes a Base32 secret; null if it is invalid or its length is not allowed.</summary>
    public static byte[]? ParseSecret(string text) => Base32.Decode(text) is { Length: >= MinSecretLength and <= MaxSecretLength } secret ? secret : null;

    /// <param name="user">The owner of the app.</param>
    /// <param name="secret">Null to generate one, which the result then shows.</param>
    public async Task<Outcome<SoftwareOathMethod>> AddAsync(TargetUser user, byte[]? secret)
    {
        var text = secret is null ? SoftwareOathSetup.NewSecret() : Base32.Encode(secret);
        var app = await RegisterAsync(
            user, new() { Id = Guid.NewGuid().ToString(), EncryptedSecret = secrets.Encrypt(text) },
            refuse: (_, policy) => new(policy.Refuse(policy.Tenant.Of<SoftwareOathConfiguration>())));
        return secret is null && app.Refusal is null ? app.OrThrow().With(text) : app;
    }

    protected override UsageAuthMethod? UsageOf(SoftwareOathMethodRow row) => UsageAuthMethod.SoftwareOneTimePasscode;
}

using System.Security.Cryptography;
using AuthMethods.Storage;
using AuthMethods.Users;

namespace AuthMethods.Features.SoftwareOathMethods;

public sealed class SoftwareOathMethodStore(AuthDb db, UserPolicies policies, Changes changes, Secrets secrets)
    : MethodKindStore<SoftwareOathMethodRow, SoftwareOathMethod>(db, policies, changes, SoftwareOathMethod.From, "software OATH")
{
    private const int BytesOfASecret = 20;

    /// <param name="user">Who has the app.</param>
    /// <param name="secret">In Base32; null to make one up, which the answer then shows.</param>
    public async Task<SoftwareOathMethod> AddAsync(TargetUser user, string? secret)
    {
        var generated = secret is null ? Base32.Write(RandomNumberGenerator.GetBytes(BytesOfASecret)) : null;
        var app = await RegisterAsync(user, new() { Id = Guid.NewGuid().ToString(), EncryptedSecret = secrets.Encrypt(secret ?? generated!) });
        return app!.With(generated);
    }
}

using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Microsoft Authenticator as an app with codes, if it was registered with their secret and the policy has its codes on.</summary>
internal sealed class AuthenticatorCodes(AuthDb db) : ICodeApps
{
    public bool IsAllowed(UserPolicy policy) =>
        policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>() is { IsSoftwareOathEnabled: true } configuration && policy.Allows(configuration);

    public async Task<IReadOnlyList<CodeApp>> OfAsync(Guid userId) =>
        await db.Set<MicrosoftAuthenticatorMethodRow>().Where(a => a.UserId == userId && a.EncryptedSecret != null)
            .Select(a => new CodeApp(a.Id, a.EncryptedSecret!)).ToListAsync();
}

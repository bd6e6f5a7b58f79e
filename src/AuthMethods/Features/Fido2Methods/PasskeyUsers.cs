using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>
/// Tells the framework's passkey handler who has which credential. Read-only: the stores of users and passkeys write them, with an audit
/// record.
/// </summary>
internal sealed class PasskeyUsers(AuthDb db) : IUserPasskeyStore<UserRow>
{
    public async Task<UserRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        GuidKey.TryParse(userId, out var id) ? await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, cancellationToken) : null;

    public async Task<UserRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        UserKey.Parse(normalizedUserName)?.Name is { } key
            ? await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserPrincipalNameKey == key, cancellationToken)
            : null;

    public async Task<UserRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var key = Fido2MethodRow.KeyOf(credentialId);
        var owner = await db.Set<Fido2MethodRow>().Where(p => p.CredentialKey == key).Select(p => p.UserId).FirstOrDefaultAsync(cancellationToken);
        return owner == Guid.Empty ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == owner, cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(UserRow user, CancellationToken cancellationToken) =>
        (await db.Set<Fido2MethodRow>().AsNoTracking().Where(p => p.UserId == user.Id).ToListAsync(cancellationToken)).ConvertAll(Info);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(UserRow user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var key = Fido2MethodRow.KeyOf(credentialId);
        return await db.Set<Fido2MethodRow>().AsNoTracking()
            .FirstOrDefaultAsync(p => p.UserId == user.Id && p.CredentialKey == key, cancellationToken) is { } row
            ? Info(row)
            : null;
    }

    public Task<string> GetUserIdAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserPrincipalName);

    public Task<string?> GetNormalizedUserNameAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserPrincipalNameKey);

    public Task AddOrUpdatePasskeyAsync(UserRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadOnly();

    public Task RemovePasskeyAsync(UserRow user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetUserNameAsync(UserRow user, string? userName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task SetNormalizedUserNameAsync(UserRow user, string? normalizedName, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> CreateAsync(UserRow user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> UpdateAsync(UserRow user, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<IdentityResult> DeleteAsync(UserRow user, CancellationToken cancellationToken) => throw ReadOnly();

    public void Dispose()
    {
        // The request disposes the context.
    }

    private static UserPasskeyInfo Info(Fido2MethodRow row) => new(
        row.CredentialId, row.PublicKey, row.CreatedDateTime, (uint)row.SignCount, row.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, isBackupEligible: row.PasskeyType == PasskeyType.Synced, isBackedUp: false, attestationObject: [], clientDataJson: []);

    private static NotSupportedException ReadOnly() => new("Read-only: users and passkeys are changed by their own stores.");
}

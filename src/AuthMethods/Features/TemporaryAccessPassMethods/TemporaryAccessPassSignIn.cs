using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>A Temporary Access Pass counts as multi-factor authentication, and no token outlives it or its deletion.</summary>
internal sealed class TemporaryAccessPassSignIn(AuthDb db, Writer writer, UserPolicies policies, TimeProvider time) : ISignInCredential
{
    private static readonly AuditActivity Used = new("User signed in with Temporary Access Pass", "Update");

    public string Name => "Temporary Access Pass";

    public string Label => Name;

    public int Rank => 1;

    public async Task<bool> IsUsableAsync(UserRow user) =>
        await db.Set<TemporaryAccessPassRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id) is { } row
        && IsUsable(row, time.Now(), isAllowed: true);

    public async Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client)
    {
        if (!user.AccountEnabled) return null;
        if (await db.Set<TemporaryAccessPassRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id) is not { } row) return null;
        if (!IsUsable(row, time.Now(), isAllowed: true)) return null;
        var isTagged = row.PassTag == TemporaryAccessPassRow.TagOf(user.Id, secret);
        return isTagged || row.PassTag is null ? new(row.PassHash, () => UseAsync(row.Id, user, client)) { IsLikely = isTagged } : null;
    }

    private Task<SignInProof?> UseAsync(string id, UserRow user, SignInClient client)
    {
        var trail = new AuditTrail(time.Now(), Guid.NewGuid().ToString(), user.Id, user.UserPrincipalName, client.ApplicationId, null);
        return writer.RunAsync(user.TenantId, trail, change => UseAsync(change, id, user));
    }

    // Reads the pass and the policy again within the change, because another request may have used or replaced them.
    private async Task<SignInProof?> UseAsync(Change change, string id, UserRow user)
    {
        var policy = await policies.OfAsync(change, user.Id);
        var isAllowed = policy.Allows(policy.Tenant.Of<TemporaryAccessPassConfiguration>());
        if (await change.Set<TemporaryAccessPassRow>().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == id) is not { } row) return null;
        if (!IsUsable(row, change.Now, isAllowed)) return null;
        row.LastUsedDateTime = change.Now;
        change.Record(user, Used);
        return SignInProof.Of(
            new(change.Now, row.EndDateTime, row.Id), row.IsUsableOnce ? "temporaryAccessPassOneTime" : "temporaryAccessPassMultiUse");
    }

    private static bool IsUsable(TemporaryAccessPassRow row, DateTimeOffset now, bool isAllowed) =>
        row.UsabilityAt(now, isAllowed) == PassUsability.EnabledByPolicy;
}

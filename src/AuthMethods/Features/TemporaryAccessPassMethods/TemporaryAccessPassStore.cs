using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

internal sealed class TemporaryAccessPassStore(AuthDb db, UserPolicies policies, Changes changes, Passwords passwords)
    : MethodKindStore<TemporaryAccessPassRow, TemporaryAccessPass>(db, policies, changes, TemporaryAccessPass.From, "temporary access pass")
{
    /// <summary>Creates a pass, replacing an existing one. Only this result shows it.</summary>
    public async Task<Outcome<TemporaryAccessPass>> ReplaceAsync(TargetUser user, PassRequest request)
    {
        // Hashing is slow by design, so the pass is generated before the change, and again if the length in the policy has changed since.
        var (pass, hash) = Generate((await ViewAsync(user)).Policy.Tenant.Of<TemporaryAccessPassConfiguration>().DefaultLength);
        return await TryAsync<TemporaryAccessPass>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            if (await IsExternalGuestAsync(change, user)) return TemporaryAccessPassErrors.PassForExternalGuest();
            var view = await ViewAsync(change, user);
            var policy = view.Policy.Tenant.Of<TemporaryAccessPassConfiguration>();
            if (view.Policy.Refuse(policy) is { } notAllowed) return notAllowed;
            if (request.Refuse(policy, change.Now) is { } refusal) return refusal;
            if (pass.Length != policy.DefaultLength) (pass, hash) = Generate(policy.DefaultLength);
            change.RemoveRange(await change.Set<TemporaryAccessPassRow>().Where(p => p.UserId == user.Id).ToListAsync());
            var row = request.ToRow(policy, hash, change.Now);
            (row.TenantId, row.UserId) = (change.TenantId, user.Id);
            change.Add(row);
            change.Record(user, MethodChange.Registered, "temporary access pass", registered: UsageAuthMethod.TemporaryAccessPass);
            return TemporaryAccessPass.From(row, view, pass);
        });
    }

    private (string Pass, string Hash) Generate(int length)
    {
        var pass = TemporaryAccessPass.Generate(length);
        return (pass, passwords.Hash(pass));
    }

    /// <summary>A guest who signs in at their home tenant. A guest with credentials in this directory is treated like a member.</summary>
    private static Task<bool> IsExternalGuestAsync(Change change, TargetUser user) =>
        change.Users.AnyAsync(u => u.Id == user.Id && u.UserType == "Guest" && (u.CreationType == "Invitation" || u.ExternalUserState != null));
}

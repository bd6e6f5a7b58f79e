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
        var (pass, hash) = await GenerateAsync((await ViewAsync(user)).Policy.Tenant.Of<TemporaryAccessPassConfiguration>().DefaultLength);
        return await TryAsync<TemporaryAccessPass>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            if (await IsExternalGuestAsync(change, user)) return TemporaryAccessPassErrors.PassForExternalGuest();
            var view = await ViewAsync(change, user);
            var policy = view.Policy.Tenant.Of<TemporaryAccessPassConfiguration>();
            if (view.Policy.Refuse(policy) is { } notAllowed) return notAllowed;
            if (request.Refuse(policy, change.Now) is { } refusal) return refusal;
            if (pass.Length != policy.DefaultLength) (pass, hash) = await GenerateAsync(policy.DefaultLength);
            change.RemoveRange(await change.Set<TemporaryAccessPassRow>().Where(p => p.UserId == user.Id).ToListAsync());
            var row = request.ToRow(policy, hash, change.Now);
            (row.TenantId, row.UserId, row.PassTag) = (change.TenantId, user.Id, TemporaryAccessPassRow.TagOf(user.Id, pass));
            change.Add(row);
            change.Record(user, MethodChange.Registered, "temporary access pass", registered: UsageAuthMethod.TemporaryAccessPass);
            return TemporaryAccessPass.From(row, view, pass);
        });
    }

    private async Task<(string Pass, string Hash)> GenerateAsync(int length)
    {
        var pass = TemporaryAccessPass.Generate(length);
        return (pass, await passwords.HashAsync(pass));
    }

    /// <summary>A guest who signs in at their home tenant. A guest with credentials in this directory is treated like a member.</summary>
    private static async Task<bool> IsExternalGuestAsync(Change change, TargetUser user) =>
        await change.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == user.Id) is { UserType: "Guest", IsExternal: true };
}

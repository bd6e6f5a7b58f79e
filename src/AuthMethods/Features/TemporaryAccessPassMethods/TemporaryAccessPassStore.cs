using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

public sealed class TemporaryAccessPassStore(AuthDb db, UserPolicies policies, Changes changes, Passwords passwords)
    : MethodKindStore<TemporaryAccessPassRow, TemporaryAccessPass>(db, policies, changes, TemporaryAccessPass.From, "temporary access pass")
{
    /// <summary>Gives the user a new pass in place of any other, and shows it this once.</summary>
    public async Task<TemporaryAccessPass> ReplaceAsync(TargetUser user, PassRequest request)
    {
        var view = await ViewAsync(user);
        var policy = view.Policy.Tenant.Of<TemporaryAccessPassConfiguration>();
        if (await IsExternalGuestAsync(user)) throw GraphErrors.PassForExternalGuest();
        view.Policy.Demand(policy);
        var (start, lifetime, isUsableOnce) = request.Under(policy, view.Now);
        var pass = TemporaryAccessPass.Generate(policy.DefaultLength);
        var hash = passwords.Hash(pass);
        return await ApplyAsync(async change =>
        {
            await user.LockAsync(change);
            change.RemoveRange(await change.Set<TemporaryAccessPassRow>().Where(p => p.UserId == user.Id).ToListAsync());
            var row = new TemporaryAccessPassRow
            {
                TenantId = change.TenantId, UserId = user.Id, Id = Guid.NewGuid().ToString(), CreatedDateTime = view.Now,
                PassHash = hash, StartDateTime = start, LifetimeInMinutes = lifetime, IsUsableOnce = isUsableOnce,
            };
            change.Add(row);
            change.Record(user, MethodChange.Registered, "temporary access pass");
            return TemporaryAccessPass.From(row, view, pass);
        });
    }

    /// <summary>A guest who signs in at home; one whose credentials are kept here is like a member.</summary>
    private Task<bool> IsExternalGuestAsync(TargetUser user) =>
        Db.Users.AnyAsync(u => u.Id == user.Id && u.UserType == "Guest" && (u.CreationType == "Invitation" || u.ExternalUserState != null));
}

using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Keeps what a user is found by equal to the identities that the user shows.</summary>
internal static class UserIdentities
{
    /// <summary>Replaces the user's rows within a change. Refuses an identity that another user has.</summary>
    public static async Task SetAsync(AuthDb db, UserRow user)
    {
        await db.Set<UserIdentityRow>().Where(i => i.UserId == user.Id).ExecuteDeleteAsync();
        foreach (var key in User.IdentitiesOf(user).Select(i => UserIdentityRow.KeyOf(i.Issuer, i.IssuerAssignedId)).Distinct())
        {
            db.Add(new UserIdentityRow { TenantId = user.TenantId, Key = key, UserId = user.Id });
        }

        if (!await db.TrySaveAsync()) throw GraphErrors.Conflict("identities");
    }
}

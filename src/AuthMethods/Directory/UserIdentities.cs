using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Stores a user's identities as rows by which the user is found.</summary>
internal static class UserIdentities
{
    /// <summary>Replaces the user's rows. False if another user has one of the identities.</summary>
    public static async Task<bool> TrySetAsync(Change change, UserRow user)
    {
        await change.Set<UserIdentityRow>().Where(i => i.UserId == user.Id).ExecuteDeleteAsync();
        foreach (var key in User.IdentitiesOf(user).Select(i => UserIdentityRow.KeyOf(i.Issuer, i.IssuerAssignedId)).Distinct())
        {
            change.Add(new UserIdentityRow { TenantId = user.TenantId, Key = key, UserId = user.Id });
        }

        return await change.TrySaveAsync();
    }
}

using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AppPasswords;

public sealed class AppPasswordStore(AuthDb db, Changes changes)
{
    private const int Most = 40;

    public async Task<IReadOnlyList<AppPassword>> ListAsync(TargetUser user) =>
        [.. (await db.Set<AppPasswordRow>().AsNoTracking().Where(p => p.UserId == user.Id).OrderBy(p => p.CreatedDateTime).ToListAsync()).Select(AppPassword.From)];

    public async Task<AppPassword?> FindAsync(TargetUser user, Guid id) =>
        await db.Set<AppPasswordRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == id) is { } row ? AppPassword.From(row) : null;

    /// <summary>The new one, with its password. Only a user with per-user multi-factor authentication can have one, and forty at most.</summary>
    public Task<AppPassword> AddAsync(TargetUser user, string displayName)
    {
        var (id, password) = (Guid.NewGuid(), AppPasswordRow.Generate());
        return changes.ApplyAsync(async (db, now) =>
        {
            await user.LockAsync(db);
            var state = await db.Users.Where(u => u.Id == user.Id).Select(u => u.PerUserMfaState).SingleAsync();
            if (state == PerUserMfaState.Disabled) throw GraphErrors.AppPasswordNeedsPerUserMfa();
            if (await db.Set<AppPasswordRow>().CountAsync(p => p.UserId == user.Id) >= Most) throw GraphErrors.TooManyAppPasswords(Most);
            var row = new AppPasswordRow
            {
                TenantId = db.TenantId, UserId = user.Id, Id = id, DisplayName = displayName,
                Hash = AppPasswordRow.HashOf(db.TenantId, user.Id, password), CreatedDateTime = now,
            };
            db.Add(row);
            db.Record(Activity.CreateAppPassword, user.Id, user.Account.UserPrincipalName);
            return AppPassword.From(row) with { Password = password };
        });
    }

    /// <summary>False when there is none with that id.</summary>
    public Task<bool> DeleteAsync(TargetUser user, Guid id) => changes.ApplyAsync(async (db, _) =>
    {
        if (await db.Set<AppPasswordRow>().Where(p => p.UserId == user.Id && p.Id == id).ExecuteDeleteAsync() == 0) return false;
        db.Record(Activity.DeleteAppPassword, user.Id, user.Account.UserPrincipalName);
        return true;
    });

    public Task<int> DeleteAllAsync(TargetUser user) => changes.ApplyAsync(async (db, _) =>
    {
        var deleted = await db.Set<AppPasswordRow>().Where(p => p.UserId == user.Id).ExecuteDeleteAsync();
        for (var i = 0; i < deleted; i++) db.Record(Activity.DeleteAppPassword, user.Id, user.Account.UserPrincipalName);
        return deleted;
    });
}

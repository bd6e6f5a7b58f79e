using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AppPasswords;

internal sealed class AppPasswordStore(AuthDb db, Changes changes)
{
    private const int MaxPerUser = 40;

    public async Task<IReadOnlyList<AppPassword>> ListAsync(TargetUser user) =>
        [.. (await db.Set<AppPasswordRow>().AsNoTracking().Where(p => p.UserId == user.Id).OrderBy(p => p.CreatedDateTime).ToListAsync())
            .Select(AppPassword.From)];

    public async Task<AppPassword?> FindAsync(TargetUser user, Guid id) =>
        await db.Set<AppPasswordRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.Id == id) is { } row ? AppPassword.From(row) : null;

    /// <summary>Returns the new one with its password. A user needs per-user multi-factor authentication, and can have at most forty.</summary>
    public Task<Outcome<AppPassword>> AddAsync(TargetUser user, string displayName)
    {
        var (id, password) = (Guid.NewGuid(), AppPasswordRow.Generate());
        return changes.TryAsync<AppPassword>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            var state = await change.Users.Where(u => u.Id == user.Id).Select(u => u.PerUserMfaState).SingleAsync();
            if (state == PerUserMfaState.Disabled) return AppPasswordErrors.AppPasswordNeedsPerUserMfa();
            if (await change.Set<AppPasswordRow>().CountAsync(p => p.UserId == user.Id) >= MaxPerUser) return AppPasswordErrors.TooManyAppPasswords(MaxPerUser);
            var row = new AppPasswordRow
            {
                TenantId = change.TenantId, UserId = user.Id, Id = id, DisplayName = displayName,
                Hash = AppPasswordRow.HashOf(change.TenantId, user.Id, password), CreatedDateTime = change.Now,
            };
            change.Add(row);
            change.Record(user, AuditActivity.CreateAppPassword);
            return AppPassword.From(row) with { Password = password };
        });
    }

    public Task<Outcome> DeleteAsync(TargetUser user, Guid id) => changes.TryAsync(async change =>
    {
        if (await change.Set<AppPasswordRow>().Where(p => p.UserId == user.Id && p.Id == id).ExecuteDeleteAsync() == 0) return GraphErrors.MethodNotFound();
        change.Record(user, AuditActivity.DeleteAppPassword);
        return Outcome.Done;
    });

    public Task<int> DeleteAllAsync(TargetUser user) => changes.ApplyAsync(async change =>
    {
        var deleted = await change.Set<AppPasswordRow>().Where(p => p.UserId == user.Id).ExecuteDeleteAsync();
        for (var i = 0; i < deleted; i++) change.Record(user, AuditActivity.DeleteAppPassword);
        return deleted;
    });
}

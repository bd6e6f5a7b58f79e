using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.EmailMethods;

public sealed class EmailMethodStore(AuthDb db, Changes changes)
{
    public async Task<IReadOnlyList<EmailMethod>> ListAsync(TargetUser user) =>
        await FindAsync(user, EmailMethodRow.FixedId) is { } email ? [email] : [];

    public async Task<EmailMethod?> FindAsync(TargetUser user, string id) => await RowAsync(db, user, id) is { } row ? ToWire(row, user) : null;

    /// <summary>Null when the user has one already.</summary>
    public Task<EmailMethod?> AddAsync(TargetUser user, string address) => changes.ApplyAsync(async (db, now) =>
    {
        var row = new EmailMethodRow { TenantId = db.TenantId, UserId = user.Id, Id = EmailMethodRow.FixedId, EmailAddress = address, CreatedDateTime = now };
        db.Add(row);
        db.Record(user.Added, user.Id, user.Account.UserPrincipalName, user.Reason("registered", "email"));
        return await db.TrySaveAsync() ? ToWire(row, user) : null;
    });

    /// <summary>Null when the user has none.</summary>
    public Task<EmailMethod?> ReplaceAsync(TargetUser user, string id, string address) => changes.ApplyAsync(async (db, _) =>
    {
        if (await RowAsync(db, user, id) is not { } row) return null;
        db.Update(row);
        row.EmailAddress = address;
        db.Record(user.Updated, user.Id, user.Account.UserPrincipalName, user.Reason("updated", "email"));
        return ToWire(row, user);
    });

    /// <summary>False when the user has none.</summary>
    public Task<bool> DeleteAsync(TargetUser user, string id) => changes.ApplyAsync(async (db, _) =>
    {
        if (await RowAsync(db, user, id) is not { } row) return false;
        db.Remove(row);
        db.Record(user.Deleted, user.Id, user.Account.UserPrincipalName, user.Reason("deleted", "email"));
        return true;
    });

    private static EmailMethod ToWire(EmailMethodRow row, TargetUser user) => EmailMethod.From(row, new(null, user.IsMasked));

    private static Task<EmailMethodRow?> RowAsync(AuthDb db, TargetUser user, string id)
    {
        var key = id.ToLowerInvariant();
        return db.Set<EmailMethodRow>().AsNoTracking().FirstOrDefaultAsync(e => e.UserId == user.Id && e.Id == key);
    }
}

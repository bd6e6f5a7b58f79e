using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.QrCodePinMethods;

public enum QrOutcome
{
    Done,
    Created,
    NotFound,
    Exists,
    LifetimeInvalid,
    StartIsFixed,
    TemporaryExists,
}

public sealed class QrCodePinStore(AuthDb db, UserPolicies policies, Passwords passwords, Changes changes)
{
    private const string Method = "QR code";

    public ValueTask<UserPolicy> PolicyAsync(TargetUser user) => policies.OfAsync(db, user);

    public async Task<QrCodePinMethod?> FindAsync(TargetUser user)
    {
        if (await MethodAsync(db, user) is not { } method) return null;
        var codes = await db.Set<QrCodeRow>().AsNoTracking().Where(c => c.UserId == user.Id).ToListAsync();
        return QrCodePinMethod.Of(method, Code(false), Code(true), null);

        QrCode? Code(bool isTemporary) => codes.Find(c => c.IsTemporary == isTemporary) is { } row ? QrCode.Of(row) : null;
    }

    public async Task<(QrOutcome Outcome, QrCodePinMethod? Method)> AddAsync(TargetUser user, QrCodeLifetime lifetime, int usualDays, string pin)
    {
        var (hash, drawing) = (passwords.Hash(pin), new QrCodeDrawing(db.TenantId));
        return await changes.ApplyAsync<(QrOutcome, QrCodePinMethod?)>(async (db, now) =>
        {
            if (lifetime.OfStandard(now, usualDays) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
            await user.LockAsync(db);
            var method = new QrCodePinMethodRow
            {
                TenantId = db.TenantId, UserId = user.Id, Id = QrCodePinMethodRow.FixedId, CreatedDateTime = now,
                PinId = Guid.NewGuid(), PinHash = hash, PinUpdatedDateTime = now,
            };
            db.Add(method);
            var code = Add(db, user, drawing, isTemporary: false, valid, now);
            db.Record(user.Added, user.Id, user.Account.UserPrincipalName, user.Reason("registered", Method));
            return await db.TrySaveAsync() ? (QrOutcome.Created, QrCodePinMethod.Of(method, code, null, pin)) : (QrOutcome.Exists, null);
        });
    }

    /// <summary>Moves the end of the standard code that is active, or makes a new one. The PIN stays.</summary>
    public Task<(QrOutcome Outcome, QrCode? Code)> SetStandardAsync(
        TargetUser user, QrCodeLifetime lifetime, int usualDays) => DrawAsync(async (db, drawing, now) =>
    {
        await user.LockAsync(db);
        if (await MethodAsync(db, user) is null) return (QrOutcome.NotFound, null);
        var row = await CodeAsync(db, user, isTemporary: false);
        if (row is not null && row.ExpireDateTime > now)
        {
            if (lifetime.Start is { } start && start != row.StartDateTime) return (QrOutcome.StartIsFixed, null);
            var moved = lifetime with { Start = row.StartDateTime, Expire = lifetime.Expire ?? row.ExpireDateTime };
            if (moved.OfStandard(now, usualDays) is not { } until) return (QrOutcome.LifetimeInvalid, null);
            row.ExpireDateTime = until.Expire;
            db.Record(user.Updated, user.Id, user.Account.UserPrincipalName, user.Reason("updated", Method));
            return (QrOutcome.Done, QrCode.Of(row));
        }

        if (lifetime.OfStandard(now, usualDays) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
        return (QrOutcome.Created, await ReplaceAsync(db, user, row, drawing, isTemporary: false, valid, now));
    });

    public Task<(QrOutcome Outcome, QrCode? Code)> SetTemporaryAsync(TargetUser user, QrCodeLifetime lifetime) => DrawAsync(async (db, drawing, now) =>
    {
        await user.LockAsync(db);
        if (await MethodAsync(db, user) is null) return (QrOutcome.NotFound, null);
        var row = await CodeAsync(db, user, isTemporary: true);
        if (row is not null && row.ExpireDateTime > now) return (QrOutcome.TemporaryExists, null);
        if (lifetime.OfTemporary(now) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
        return (QrOutcome.Created, await ReplaceAsync(db, user, row, drawing, isTemporary: true, valid, now));
    });

    /// <summary>Gives the method another PIN, for the user to replace when they sign in next. Null when the user has none.</summary>
    public async Task<QrPin?> ResetPinAsync(TargetUser user, string pin)
    {
        var hash = passwords.Hash(pin);
        return await changes.ApplyAsync(async (db, now) =>
        {
            if (await MethodAsync(db, user) is not { } method) return null;
            SetPin(db, user, method, hash, mustChange: true, now);
            return QrPin.Of(method, pin);
        });
    }

    /// <summary>The user's own choice. False when <paramref name="current"/> is not the PIN, or is it no longer when the change is made.</summary>
    public async Task<bool> ChangePinAsync(TargetUser user, string current, string next)
    {
        // Checking and hashing take long by design, so it is what was checked that is compared within the change.
        if (await MethodAsync(db, user) is not { PinHash: var known } || !passwords.Verify(known, current)) return false;
        var hash = passwords.Hash(next);
        return await changes.ApplyAsync(async (db, now) =>
        {
            if (await MethodAsync(db, user) is not { } method || method.PinHash != known) return false;
            SetPin(db, user, method, hash, mustChange: false, now);
            return true;
        });
    }

    /// <summary>False when the user has none.</summary>
    public Task<bool> DeleteAsync(TargetUser user) => changes.ApplyAsync(async (db, _) =>
    {
        await user.LockAsync(db);
        if (await MethodAsync(db, user) is not { } method) return false;
        db.RemoveRange(await db.Set<QrCodeRow>().Where(c => c.UserId == user.Id).ToListAsync());
        db.Remove(method);
        db.Record(user.Deleted, user.Id, user.Account.UserPrincipalName, user.Reason("deleted", Method));
        return true;
    });

    /// <summary>False when the user has no such code.</summary>
    public Task<bool> DeleteCodeAsync(TargetUser user, bool isTemporary) => changes.ApplyAsync(async (db, _) =>
    {
        if (await CodeAsync(db, user, isTemporary) is not { } row) return false;
        db.Remove(row);
        db.Record(user.Deleted, user.Id, user.Account.UserPrincipalName, user.Reason("deleted", isTemporary ? "temporary QR code" : "standard QR code"));
        return true;
    });

    private static void SetPin(AuthDb db, TargetUser user, QrCodePinMethodRow method, string hash, bool mustChange, DateTimeOffset now)
    {
        db.Update(method);
        (method.PinHash, method.ForceChangePin, method.PinUpdatedDateTime) = (hash, mustChange, now);
        db.Record(user.Updated, user.Id, user.Account.UserPrincipalName, user.Reason("updated", "QR code PIN"));
    }

    /// <summary>Drawing takes milliseconds, so it is done before the change begins.</summary>
    private Task<(QrOutcome, QrCode?)> DrawAsync(Func<AuthDb, QrCodeDrawing, DateTimeOffset, Task<(QrOutcome, QrCode?)>> change)
    {
        var drawing = new QrCodeDrawing(db.TenantId);
        return changes.ApplyAsync((db, now) => change(db, drawing, now));
    }

    private static async Task<QrCode> ReplaceAsync(
        AuthDb db, TargetUser user, QrCodeRow? old, QrCodeDrawing drawing, bool isTemporary,
        (DateTimeOffset, DateTimeOffset) valid, DateTimeOffset now)
    {
        if (old is not null)
        {
            db.Remove(old);
            await db.SaveChangesAsync();
        }

        db.Record(user.Added, user.Id, user.Account.UserPrincipalName, user.Reason("registered", isTemporary ? "temporary QR code" : "standard QR code"));
        return Add(db, user, drawing, isTemporary, valid, now);
    }

    private static QrCode Add(
        AuthDb db, TargetUser user, QrCodeDrawing drawing, bool isTemporary,
        (DateTimeOffset Start, DateTimeOffset Expire) valid, DateTimeOffset now)
    {
        var row = new QrCodeRow
        {
            TenantId = db.TenantId, UserId = user.Id, IsTemporary = isTemporary, Id = drawing.Id,
            StartDateTime = valid.Start, ExpireDateTime = valid.Expire, CreatedDateTime = now, ContentHash = drawing.Hash,
        };
        db.Add(row);
        return QrCode.Of(row, drawing.Image);
    }

    private static Task<QrCodePinMethodRow?> MethodAsync(AuthDb db, TargetUser user) =>
        db.Set<QrCodePinMethodRow>().AsNoTracking().FirstOrDefaultAsync(m => m.UserId == user.Id);

    private static Task<QrCodeRow?> CodeAsync(AuthDb db, TargetUser user, bool isTemporary) =>
        db.Set<QrCodeRow>().FirstOrDefaultAsync(c => c.UserId == user.Id && c.IsTemporary == isTemporary);
}

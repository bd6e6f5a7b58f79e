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
        return await changes.ApplyAsync<(QrOutcome, QrCodePinMethod?)>(async change =>
        {
            if (lifetime.OfStandard(change.Now, usualDays) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
            await user.LockAsync(change);
            var method = new QrCodePinMethodRow
            {
                TenantId = change.TenantId, UserId = user.Id, Id = QrCodePinMethodRow.FixedId, CreatedDateTime = change.Now,
                PinId = Guid.NewGuid(), PinHash = hash, PinUpdatedDateTime = change.Now,
            };
            change.Add(method);
            var code = Add(change, user, drawing, isTemporary: false, valid);
            change.Record(user, MethodChange.Registered, Method);
            return await change.TrySaveAsync() ? (QrOutcome.Created, QrCodePinMethod.Of(method, code, null, pin)) : (QrOutcome.Exists, null);
        });
    }

    /// <summary>Moves the end of the standard code that is active, or makes a new one. The PIN stays.</summary>
    public Task<(QrOutcome Outcome, QrCode? Code)> SetStandardAsync(
        TargetUser user, QrCodeLifetime lifetime, int usualDays) => DrawAsync(async (change, drawing) =>
    {
        await user.LockAsync(change);
        if (await MethodAsync(change.Rows, user) is null) return (QrOutcome.NotFound, null);
        var row = await CodeAsync(change, user, isTemporary: false);
        if (row is not null && row.ExpireDateTime > change.Now)
        {
            if (lifetime.Start is { } start && start != row.StartDateTime) return (QrOutcome.StartIsFixed, null);
            var moved = lifetime with { Start = row.StartDateTime, Expire = lifetime.Expire ?? row.ExpireDateTime };
            if (moved.OfStandard(change.Now, usualDays) is not { } until) return (QrOutcome.LifetimeInvalid, null);
            row.ExpireDateTime = until.Expire;
            change.Record(user, MethodChange.Updated, Method);
            return (QrOutcome.Done, QrCode.Of(row));
        }

        if (lifetime.OfStandard(change.Now, usualDays) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
        return (QrOutcome.Created, await ReplaceAsync(change, user, row, drawing, isTemporary: false, valid));
    });

    public Task<(QrOutcome Outcome, QrCode? Code)> SetTemporaryAsync(TargetUser user, QrCodeLifetime lifetime) => DrawAsync(async (change, drawing) =>
    {
        await user.LockAsync(change);
        if (await MethodAsync(change.Rows, user) is null) return (QrOutcome.NotFound, null);
        var row = await CodeAsync(change, user, isTemporary: true);
        if (row is not null && row.ExpireDateTime > change.Now) return (QrOutcome.TemporaryExists, null);
        if (lifetime.OfTemporary(change.Now) is not { } valid) return (QrOutcome.LifetimeInvalid, null);
        return (QrOutcome.Created, await ReplaceAsync(change, user, row, drawing, isTemporary: true, valid));
    });

    /// <summary>Gives the method another PIN, for the user to replace when they sign in next. Null when the user has none.</summary>
    public async Task<QrPin?> ResetPinAsync(TargetUser user, string pin)
    {
        var hash = passwords.Hash(pin);
        return await changes.ApplyAsync(async change =>
        {
            if (await MethodAsync(change.Rows, user) is not { } method) return null;
            SetPin(change, user, method, hash, mustChange: true);
            return QrPin.Of(method, pin);
        });
    }

    /// <summary>The user's own choice. False when <paramref name="current"/> is not the PIN, or is it no longer when the change is made.</summary>
    public async Task<bool> ChangePinAsync(TargetUser user, string current, string next)
    {
        // Checking and hashing take long by design, so it is what was checked that is compared within the change.
        if (await MethodAsync(db, user) is not { PinHash: var known } || !passwords.Verify(known, current)) return false;
        var hash = passwords.Hash(next);
        return await changes.ApplyAsync(async change =>
        {
            if (await MethodAsync(change.Rows, user) is not { } method || method.PinHash != known) return false;
            SetPin(change, user, method, hash, mustChange: false);
            return true;
        });
    }

    /// <summary>False when the user has none.</summary>
    public Task<bool> DeleteAsync(TargetUser user) => changes.ApplyAsync(async change =>
    {
        await user.LockAsync(change);
        if (await MethodAsync(change.Rows, user) is not { } method) return false;
        change.RemoveRange(await change.Set<QrCodeRow>().Where(c => c.UserId == user.Id).ToListAsync());
        change.Remove(method);
        change.Record(user, MethodChange.Deleted, Method);
        return true;
    });

    /// <summary>False when the user has no such code.</summary>
    public Task<bool> DeleteCodeAsync(TargetUser user, bool isTemporary) => changes.ApplyAsync(async change =>
    {
        if (await CodeAsync(change, user, isTemporary) is not { } row) return false;
        change.Remove(row);
        change.Record(user, MethodChange.Deleted, isTemporary ? "temporary QR code" : "standard QR code");
        return true;
    });

    private static void SetPin(Change change, TargetUser user, QrCodePinMethodRow method, string hash, bool mustChange)
    {
        change.Update(method);
        (method.PinHash, method.ForceChangePin, method.PinUpdatedDateTime) = (hash, mustChange, change.Now);
        change.Record(user, MethodChange.Updated, "QR code PIN");
    }

    /// <summary>Drawing takes milliseconds, so it is done before the change begins.</summary>
    private Task<(QrOutcome, QrCode?)> DrawAsync(Func<Change, QrCodeDrawing, Task<(QrOutcome, QrCode?)>> draw)
    {
        var drawing = new QrCodeDrawing(db.TenantId);
        return changes.ApplyAsync(change => draw(change, drawing));
    }

    private static async Task<QrCode> ReplaceAsync(
        Change change, TargetUser user, QrCodeRow? old, QrCodeDrawing drawing, bool isTemporary,
        (DateTimeOffset, DateTimeOffset) valid)
    {
        if (old is not null)
        {
            change.Remove(old);
            await change.SaveAsync();
        }

        change.Record(user, MethodChange.Registered, isTemporary ? "temporary QR code" : "standard QR code");
        return Add(change, user, drawing, isTemporary, valid);
    }

    private static QrCode Add(
        Change change, TargetUser user, QrCodeDrawing drawing, bool isTemporary,
        (DateTimeOffset Start, DateTimeOffset Expire) valid)
    {
        var row = new QrCodeRow
        {
            TenantId = change.TenantId, UserId = user.Id, IsTemporary = isTemporary, Id = drawing.Id,
            StartDateTime = valid.Start, ExpireDateTime = valid.Expire, CreatedDateTime = change.Now, ContentHash = drawing.Hash,
        };
        change.Add(row);
        return QrCode.Of(row, drawing.Image);
    }

    private static Task<QrCodePinMethodRow?> MethodAsync(AuthDb db, TargetUser user) =>
        db.Set<QrCodePinMethodRow>().AsNoTracking().FirstOrDefaultAsync(m => m.UserId == user.Id);

    private static Task<QrCodeRow?> CodeAsync(Change change, TargetUser user, bool isTemporary) =>
        change.Set<QrCodeRow>().FirstOrDefaultAsync(c => c.UserId == user.Id && c.IsTemporary == isTemporary);
}

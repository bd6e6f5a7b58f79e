using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.QrCodePinMethods;

internal sealed class QrCodePinStore(AuthDb db, UserPolicies policies, Passwords passwords, SentSecrets secrets, Changes changes)
{
    private const string Method = "QR code";

    private static readonly GuessKind Pins = new("PIN") { EndsCount = true };

    public async Task<QrCodePinMethod?> FindAsync(TargetUser user)
    {
        if (await MethodAsync(db, user) is not { } method) return null;
        var codes = await db.Set<QrCodeRow>().AsNoTracking().Where(c => c.UserId == user.Id).ToListAsync();
        return QrCodePinMethod.From(method, Code(false), Code(true), null);

        QrCode? Code(bool isTemporary) => codes.Find(c => c.IsTemporary == isTemporary) is { } row ? QrCode.From(row) : null;
    }

    /// <summary>Returns the method with its standard code and PIN, which are never shown again.</summary>
    /// <param name="chosen">The PIN; null to have one generated.</param>
    public async Task<Outcome<QrCodePinMethod>> AddAsync(TargetUser user, QrCodeLifetime lifetime, string? chosen)
    {
        var pin = chosen ?? Pin.Generate(await PinLengthAsync(user));
        var (hash, drawing) = (await passwords.HashAsync(pin), new QrCodeDrawing(db.TenantId, user.Id));
        return await changes.TryAsync<QrCodePinMethod>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            var policy = await policies.OfAsync(change, user.Id);
            var rules = policy.Tenant.Of<QRCodePinConfiguration>();
            if (policy.Refuse(rules) is { } refusal) return refusal;
            if (chosen is not null && !Pin.IsValid(chosen, rules.PinLength)) return QrCodePinErrors.PinInvalid(rules.PinLength);
            if (lifetime.OfStandard(change.Now, rules.StandardQRCodeLifetimeInDays) is not { } valid) return InvalidEnd();
            var method = new QrCodePinMethodRow
            {
                TenantId = change.TenantId, UserId = user.Id, Id = QrCodePinMethodRow.FixedId, CreatedDateTime = change.Now,
                PinId = Guid.NewGuid(), PinHash = hash, PinUpdatedDateTime = change.Now,
            };
            change.Add(method);
            var code = Add(change, user, drawing, isTemporary: false, valid);
            change.Record(user, MethodChange.Registered, Method, registered: UsageAuthMethod.QrCode);
            return await change.TrySaveAsync() ? QrCodePinMethod.From(method, code, null, pin) : QrCodePinErrors.QrCodePinExists();
        });
    }

    /// <summary>Changes the expiry of the active standard code, or creates a new code. The PIN stays the same.</summary>
    public Task<Outcome<(QrCode Code, bool IsNew)>> SetStandardAsync(TargetUser user, QrCodeLifetime lifetime)
    {
        var drawing = new QrCodeDrawing(db.TenantId, user.Id);
        return changes.TryAsync<(QrCode, bool)>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            var policy = await policies.OfAsync(change, user.Id);
            if (policy.Refuse(policy.Tenant.Of<QRCodePinConfiguration>()) is { } refusal) return refusal;
            if (await MethodAsync(change.Rows, user) is null) return GraphErrors.MethodNotFound();
            var usualDays = policy.Tenant.Of<QRCodePinConfiguration>().StandardQRCodeLifetimeInDays;
            var row = await CodeAsync(change, user, isTemporary: false);
            if (row is not null && row.ExpireDateTime > change.Now)
            {
                if (lifetime.Start is { } start && start != row.StartDateTime) return GraphErrors.InvalidMethodValue("startDateTime");
                var moved = lifetime with { Start = row.StartDateTime, Expire = lifetime.Expire ?? row.ExpireDateTime };
                if (moved.OfStandard(change.Now, usualDays) is not { } until) return InvalidEnd();
                row.ExpireDateTime = until.Expire;
                change.Record(user, MethodChange.Updated, Method);
                return (QrCode.From(row), false);
            }

            if (lifetime.OfStandard(change.Now, usualDays) is not { } valid) return InvalidEnd();
            return (await ReplaceAsync(change, user, row, drawing, isTemporary: false, valid), true);
        });
    }

    public Task<Outcome<QrCode>> SetTemporaryAsync(TargetUser user, QrCodeLifetime lifetime)
    {
        var drawing = new QrCodeDrawing(db.TenantId, user.Id);
        return changes.TryAsync<QrCode>(async change =>
        {
            if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
            var policy = await policies.OfAsync(change, user.Id);
            if (policy.Refuse(policy.Tenant.Of<QRCodePinConfiguration>()) is { } refusal) return refusal;
            if (await MethodAsync(change.Rows, user) is null) return GraphErrors.MethodNotFound();
            var row = await CodeAsync(change, user, isTemporary: true);
            if (row is not null && row.ExpireDateTime > change.Now) return QrCodePinErrors.TemporaryCodeExists();
            if (lifetime.OfTemporary(change.Now) is not { } valid) return InvalidEnd();
            return await ReplaceAsync(change, user, row, drawing, isTemporary: true, valid);
        });
    }

    /// <summary>Sets a generated PIN, which the user must change at the next sign-in.</summary>
    public async Task<Outcome<QrPin>> ResetPinAsync(TargetUser user)
    {
        var pin = Pin.Generate(await PinLengthAsync(user));
        var hash = await passwords.HashAsync(pin);
        return await changes.TryAsync<QrPin>(async change =>
        {
            if (await MethodAsync(change.Rows, user) is not { } method) return GraphErrors.MethodNotFound();
            SetPin(change, user, method, hash, mustChange: true);
            return QrPin.From(method, pin);
        });
    }

    /// <summary>Sets the PIN that the user chose. Refused unless <paramref name="current"/> is the PIN, also at the time of the change.</summary>
    public async Task<Outcome> ChangePinAsync(TargetUser user, string current, string next)
    {
        // Verifying and hashing are slow by design, so they run before the change, which compares the hash again.
        if (await MethodAsync(db, user) is not { PinHash: var known }) return GraphErrors.MethodNotFound();
        var shortest = await PinLengthAsync(user);
        if (next == current || !Pin.IsValid(next, shortest)) return QrCodePinErrors.PinInvalid(shortest);
        var tried = await secrets.TryAsync(
            Pins, user.Account, current, AuditActivity.UserUpdatedSecurityInfo,
            async () => await passwords.VerifyAsync(known, current) ? known : null);
        if (tried.Right is null) return tried.IsLocked ? GraphErrors.MethodLockedOut() : QrCodePinErrors.WrongPin();
        var hash = await passwords.HashAsync(next);
        return await changes.TryAsync(async change =>
        {
            if (await MethodAsync(change.Rows, user) is not { } method || method.PinHash != known) return QrCodePinErrors.WrongPin();
            var rules = (await policies.OfAsync(change, user.Id)).Tenant.Of<QRCodePinConfiguration>();
            if (!Pin.IsValid(next, rules.PinLength)) return QrCodePinErrors.PinInvalid(rules.PinLength);
            SetPin(change, user, method, hash, mustChange: false);
            return Outcome.Done;
        });
    }

    public Task<Outcome> DeleteAsync(TargetUser user) => changes.TryAsync(async change =>
    {
        if (!await change.LockAsync(user.Id) || await MethodAsync(change.Rows, user) is not { } method) return GraphErrors.MethodNotFound();
        change.RemoveRange(await change.Set<QrCodeRow>().Where(c => c.UserId == user.Id).ToListAsync());
        change.Remove(method);
        change.Record(user, MethodChange.Deleted, Method);
        return Outcome.Done;
    });

    public Task<Outcome> DeleteCodeAsync(TargetUser user, bool isTemporary) => changes.TryAsync(async change =>
    {
        if (await CodeAsync(change, user, isTemporary) is not { } row) return GraphErrors.MethodNotFound();
        change.Remove(row);
        change.Record(user, MethodChange.Deleted, isTemporary ? "temporary QR code" : "standard QR code");
        return Outcome.Done;
    });

    private static GraphException InvalidEnd() => GraphErrors.InvalidMethodValue("expireDateTime");

    private async Task<int> PinLengthAsync(TargetUser user) => (await policies.OfAsync(db, user)).Tenant.Of<QRCodePinConfiguration>().PinLength;

    private static void SetPin(Change change, TargetUser user, QrCodePinMethodRow method, string hash, bool mustChange)
    {
        change.Update(method);
        (method.PinHash, method.ForceChangePin, method.PinUpdatedDateTime) = (hash, mustChange, change.Now);
        change.Record(user, MethodChange.Updated, "QR code PIN");
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
        return QrCode.From(row, drawing.Image);
    }

    private static Task<QrCodePinMethodRow?> MethodAsync(AuthDb db, TargetUser user) =>
        db.Set<QrCodePinMethodRow>().AsNoTracking().FirstOrDefaultAsync(m => m.UserId == user.Id);

    private static Task<QrCodeRow?> CodeAsync(Change change, TargetUser user, bool isTemporary) =>
        change.Set<QrCodeRow>().FirstOrDefaultAsync(c => c.UserId == user.Id && c.IsTemporary == isTemporary);
}

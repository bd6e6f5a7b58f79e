using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The tokens assigned to a user.</summary>
internal sealed class HardwareOathMethodStore(AuthDb db, UserPolicies policies, Secrets secrets, SentSecrets sent, Changes changes, TimeProvider time)
{
    private static readonly GuessKind Codes = new("one-time code");

    public async Task<IReadOnlyList<HardwareOathMethod>> ListAsync(TargetUser user) =>
        [.. (await Held(user).ToListAsync()).Select(ToWire).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id, StringComparer.Ordinal)];

    public async Task<HardwareOathMethod?> FindAsync(TargetUser user, string id) =>
        GuidKey.TryParse(id, out var key) && await Held(user).FirstOrDefaultAsync(h => h.Device.Id == key) is { } held ? ToWire(held) : null;

    public Task<Outcome> AssignAsync(TargetUser user, Guid device) => changes.TryAsync(async change =>
    {
        if (await RefuseAsync(change, user) is { } refusal) return refusal;
        return await change.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == device) is { } row
            ? await AssignAsync(change, user, row, HardwareOathStatus.Assigned)
            : HardwareOathErrors.TokenNotAvailable();
    });

    /// <summary>
    /// Assigns and activates a token if the code is right; a wrong code changes nothing. If tokens of several manufacturers have the
    /// same serial number, the code decides between them.
    /// </summary>
    public async Task<Outcome> AssignAndActivateAsync(TargetUser user, Guid? device, string? serialNumber, string code, string? displayName)
    {
        // Serial numbers don't end in a space, which some engines would ignore.
        if (serialNumber?.EndsWith(' ') == true) return HardwareOathErrors.TokenNotAvailable();
        if (await IsLockedOutAsync(user, code, HardwareOathActivities.Assign, Named(db))) return GraphErrors.MethodLockedOut();
        return await changes.TryAsync(async change =>
        {
            if (await RefuseAsync(change, user) is { } refusal) return refusal;
            var rows = await Named(change.Rows).OrderBy(d => d.Id).ToListAsync();
            if (rows.Count == 0) return HardwareOathErrors.TokenNotAvailable();
            return rows.Find(row => Accept(row, code, displayName, change.Now)) is { } match
                ? await AssignAsync(change, user, match, HardwareOathStatus.Activated)
                : HardwareOathErrors.WrongVerificationCode();
        });

        IQueryable<HardwareOathDeviceRow> Named(AuthDb rows) => rows.Set<HardwareOathDeviceRow>()
            .Where(d => (d.Id == device || d.SerialNumber == serialNumber) && !rows.Set<HardwareOathMethodRow>().Any(m => m.DeviceId == d.Id));
    }

    /// <summary>Activates a token with a code. A wrong code sets its status to <c>failedActivation</c>.</summary>
    public async Task<Outcome> ActivateAsync(TargetUser user, string id, string code, string? displayName)
    {
        var key = AuthenticationMethodRow.KeyOf(id);
        var devices = db.Set<HardwareOathDeviceRow>().Where(d => db.Set<HardwareOathMethodRow>()
            .Any(m => m.UserId == user.Id && m.Id == key && m.DeviceId == d.Id && m.Status != HardwareOathStatus.Activated));
        if (await IsLockedOutAsync(user, code, activity: null, devices)) return GraphErrors.MethodLockedOut();
        return await changes.TryAsync(async change =>
        {
            if (await RefuseAsync(change, user) is { } refusal) return refusal;
            if (await RowAsync(change, user, id) is not { } method) return GraphErrors.MethodNotFound();
            if (method.Status == HardwareOathStatus.Activated) return HardwareOathErrors.TokenIsActive();
            var device = await change.Set<HardwareOathDeviceRow>().SingleAsync(d => d.Id == method.DeviceId);
            var isRight = Accept(device, code, displayName, change.Now);
            method.Status = isRight ? HardwareOathStatus.Activated : HardwareOathStatus.FailedActivation;
            if (isRight) method.LastUsedDateTime = change.Now;
            change.Record(user, MethodChange.Updated, "hardware OATH token", isRight ? "activated" : "failed to activate");
            return isRight ? Outcome.Done : Outcome.Kept(HardwareOathErrors.WrongVerificationCode());
        });
    }

    /// <summary>Deactivates a token or, without an id, all tokens of the user.</summary>
    public Task<Outcome> DeactivateAsync(TargetUser user, string? id) => changes.TryAsync(async change =>
    {
        var methods = await change.Set<HardwareOathMethodRow>().Where(m => m.UserId == user.Id).ToListAsync();
        var chosen = id is null ? methods : methods.FindAll(m => m.Id == AuthenticationMethodRow.KeyOf(id));
        if (chosen.Count == 0) return GraphErrors.MethodNotFound();
        foreach (var method in chosen) method.Status = HardwareOathStatus.Assigned;
        change.Record(user, MethodChange.Updated, "hardware OATH token", "deactivated");
        return Outcome.Done;
    });

    /// <summary>Returns a token to the inventory.</summary>
    public Task<Outcome> UnassignAsync(TargetUser user, string id) => changes.TryAsync(async change =>
    {
        if (!await change.LockAsync(user.Id) || await RowAsync(change, user, id) is not { } method) return GraphErrors.MethodNotFound();
        var view = await policies.ViewAsync(change, user);
        if (await DefaultMethod.RefuseDeleteAsync(change, method, view) is { } refusal) return refusal;
        change.Remove(method);
        change.Record(user, MethodChange.Deleted, "hardware OATH token");
        return Outcome.Done;
    });

    /// <summary>
    /// Whether too many wrong codes were sent for the user. Otherwise counts this one if it is for none of the tokens; if there is no token, the
    /// change says so.
    /// </summary>
    private async Task<bool> IsLockedOutAsync(TargetUser user, string code, AuditActivity? activity, IQueryable<HardwareOathDeviceRow> devices)
    {
        var tried = await sent.TryAsync(Codes, user.Account, code, activity, async () =>
        {
            var rows = await devices.AsNoTracking().ToListAsync();
            return rows.Count == 0 || rows.Exists(row => StepOf(row, code, time.Now()) is not null) ? rows : null;
        });
        return tried.IsLocked;
    }

    /// <summary>The refusal when the policy does not allow the user tokens.</summary>
    private async Task<GraphException?> RefuseAsync(Change change, TargetUser user)
    {
        var policy = await policies.OfAsync(change, user.Id);
        return policy.Refuse(policy.Tenant.Of<HardwareOathConfiguration>());
    }

    private static async Task<Outcome> AssignAsync(Change change, TargetUser user, HardwareOathDeviceRow device, HardwareOathStatus status)
    {
        if (!await change.LockAsync(user.Id)) return GraphErrors.MethodNotFound();
        // A concurrent request that edits or deletes the token as unassigned then fails.
        device.Version = Guid.NewGuid();
        var method = HardwareOathDeviceStore.Method(change, device.Id, user.Id);
        method.Status = status;
        method.LastUsedDateTime = status == HardwareOathStatus.Activated ? change.Now : null;
        change.Add(method);
        change.Record(user, HardwareOathActivities.Assign, device.SerialNumber, UsageAuthMethod.HardwareOneTimePasscode);
        return await change.TrySaveAsync() ? Outcome.Done : HardwareOathErrors.TokenNotAvailable();
    }

    /// <summary>Whether the code is right. If so, neither it nor an earlier one is accepted again.</summary>
    private bool Accept(HardwareOathDeviceRow device, string code, string? displayName, DateTimeOffset now)
    {
        if (StepOf(device, code, now) is not { } step) return false;
        (device.LastStep, device.LastUsedDateTime, device.Version) = (step, now, Guid.NewGuid());
        device.DisplayName = displayName ?? device.DisplayName;
        return true;
    }

    private long? StepOf(HardwareOathDeviceRow device, string code, DateTimeOffset now) => OneTimeCode.StepOf(
        code, Base32.Decode(secrets.Decrypt(device.EncryptedSecret))!, device.HashFunction, device.TimeIntervalInSeconds, now, device.LastStep);

    private IQueryable<HeldDevice> Held(TargetUser user) => HeldDevice.Query(
        db, db.Set<HardwareOathDeviceRow>().Where(d => db.Set<HardwareOathMethodRow>().Any(m => m.UserId == user.Id && m.DeviceId == d.Id)));

    private static HardwareOathMethod ToWire(HeldDevice held) => HardwareOathMethod.From(held.Method!, held.ToWire());

    private static Task<HardwareOathMethodRow?> RowAsync(Change change, TargetUser user, string id)
    {
        var key = AuthenticationMethodRow.KeyOf(id);
        return change.Set<HardwareOathMethodRow>().FirstOrDefaultAsync(m => m.UserId == user.Id && m.Id == key);
    }
}

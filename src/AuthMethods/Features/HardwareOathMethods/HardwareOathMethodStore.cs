using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.HardwareOathMethods;

public enum TokenOutcome
{
    Done,
    NotFound,
    /// <summary>There is no such token, or it is somebody's.</summary>
    NotAvailable,
    AlreadyActive,
    WrongCode,
}

/// <summary>The tokens in a user's hands.</summary>
public sealed class HardwareOathMethodStore(AuthDb db, UserPolicies policies, Secrets secrets, Changes changes)
{
    public async Task<IReadOnlyList<HardwareOathMethod>> ListAsync(TargetUser user) =>
        [.. (await Held(user).ToListAsync()).Select(ToWire).OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id, StringComparer.Ordinal)];

    public async Task<HardwareOathMethod?> FindAsync(TargetUser user, string id) =>
        Guid.TryParse(id, out var key) && await Held(user).FirstOrDefaultAsync(h => h.Device.Id == key) is { } held ? ToWire(held) : null;

    public async Task<TokenOutcome> AssignAsync(TargetUser user, Guid device)
    {
        await DemandAsync(policies, db, user);
        return await changes.ApplyAsync(async change =>
            await change.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == device) is { } row
                ? await AssignAsync(change, user, row, HardwareOathStatus.Assigned)
                : TokenOutcome.NotAvailable);
    }

    /// <summary>
    /// Assigns a token that the code proves to be in the user's hands; a wrong code changes nothing. Of those of several makers that
    /// have one serial number it is the one that shows the code.
    /// </summary>
    public async Task<TokenOutcome> AssignAndActivateAsync(TargetUser user, Guid? device, string? serialNumber, string code, string? displayName)
    {
        await DemandAsync(policies, db, user);
        return await changes.ApplyAsync(async change =>
        {
            var rows = await change.Set<HardwareOathDeviceRow>()
                .Where(d => (d.Id == device || d.SerialNumber == serialNumber) && !change.Set<HardwareOathMethodRow>().Any(m => m.DeviceId == d.Id))
                .OrderBy(d => d.Id).ToListAsync();
            if (rows.Count == 0) return TokenOutcome.NotAvailable;
            return rows.Find(row => Accept(row, code, displayName, change.Now)) is { } shows
                ? await AssignAsync(change, user, shows, HardwareOathStatus.Activated)
                : TokenOutcome.WrongCode;
        });
    }

    /// <summary>Activates a token by a code that it shows. A wrong code is remembered as the token's status.</summary>
    public async Task<TokenOutcome> ActivateAsync(TargetUser user, string id, string code, string? displayName)
    {
        await DemandAsync(policies, db, user);
        return await changes.ApplyAsync(async change =>
        {
            if (await RowAsync(change, user, id) is not { } method) return TokenOutcome.NotFound;
            if (method.Status == HardwareOathStatus.Activated) return TokenOutcome.AlreadyActive;
            var device = await change.Set<HardwareOathDeviceRow>().SingleAsync(d => d.Id == method.DeviceId);
            var isRight = Accept(device, code, displayName, change.Now);
            method.Status = isRight ? HardwareOathStatus.Activated : HardwareOathStatus.FailedActivation;
            if (isRight) method.LastUsedDateTime = change.Now;
            change.Record(user, MethodChange.Updated, "hardware OATH token", isRight ? "activated" : "failed to activate");
            return isRight ? TokenOutcome.Done : TokenOutcome.WrongCode;
        });
    }

    /// <summary>Takes a token out of use, or, without an id, all of the user's.</summary>
    public Task<TokenOutcome> DeactivateAsync(TargetUser user, string? id) => changes.ApplyAsync(async change =>
    {
        var methods = await change.Set<HardwareOathMethodRow>().Where(m => m.UserId == user.Id).ToListAsync();
        var chosen = id is null ? methods : methods.FindAll(m => m.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        if (chosen.Count == 0) return TokenOutcome.NotFound;
        foreach (var method in chosen) method.Status = HardwareOathStatus.Assigned;
        change.Record(user, MethodChange.Updated, "hardware OATH token", "deactivated");
        return TokenOutcome.Done;
    });

    /// <summary>Gives a token back to the inventory.</summary>
    public async Task<TokenOutcome> UnassignAsync(TargetUser user, string id)
    {
        var view = await policies.ViewAsync(db, user);
        return await changes.ApplyAsync(async change =>
        {
            await user.LockAsync(change);
            if (await RowAsync(change, user, id) is not { } method) return TokenOutcome.NotFound;
            await DefaultMethod.RefuseDeleteAsync(change, method, view);
            change.Remove(method);
            change.Record(user, MethodChange.Deleted, "hardware OATH token");
            return TokenOutcome.Done;
        });
    }

    /// <summary>Refuses when the policy does not let the user have tokens.</summary>
    internal static async Task DemandAsync(UserPolicies policies, AuthDb db, TargetUser user)
    {
        var policy = await policies.OfAsync(db, user);
        policy.Demand(policy.Tenant.Of<HardwareOathConfiguration>());
    }

    private static async Task<TokenOutcome> AssignAsync(Change change, TargetUser user, HardwareOathDeviceRow device, HardwareOathStatus status)
    {
        await user.LockAsync(change);
        // Whoever deletes or edits the token at this moment, because nobody has it, must see that this is no longer so.
        device.Version = Guid.NewGuid();
        var method = HardwareOathDeviceStore.Method(change, device.Id, user.Id);
        method.Status = status;
        method.LastUsedDateTime = status == HardwareOathStatus.Activated ? change.Now : null;
        change.Add(method);
        change.Record(user, Activity.AssignHardwareOathToken, device.SerialNumber);
        return await change.TrySaveAsync() ? TokenOutcome.Done : TokenOutcome.NotAvailable;
    }

    /// <summary>Whether the token shows this code now; then no code up to it is accepted again.</summary>
    private bool Accept(HardwareOathDeviceRow device, string code, string? displayName, DateTimeOffset now)
    {
        var seed = Base32.Decode(secrets.Decrypt(device.EncryptedSecret))!;
        if (OneTimeCode.StepOf(code, seed, device.HashFunction, device.TimeIntervalInSeconds, now, device.LastStep) is not { } step) return false;
        (device.LastStep, device.LastUsedDateTime, device.Version) = (step, now, Guid.NewGuid());
        device.DisplayName = displayName ?? device.DisplayName;
        return true;
    }

    private IQueryable<HeldDevice> Held(TargetUser user) => HeldDevice.Of(
        db, db.Set<HardwareOathDeviceRow>().Where(d => db.Set<HardwareOathMethodRow>().Any(m => m.UserId == user.Id && m.DeviceId == d.Id)));

    private static HardwareOathMethod ToWire(HeldDevice held) => HardwareOathMethod.Of(held.Method!, held.ToWire());

    private static Task<HardwareOathMethodRow?> RowAsync(Change change, TargetUser user, string id)
    {
        var key = id.ToLowerInvariant();
        return change.Set<HardwareOathMethodRow>().FirstOrDefaultAsync(m => m.UserId == user.Id && m.Id == key);
    }
}

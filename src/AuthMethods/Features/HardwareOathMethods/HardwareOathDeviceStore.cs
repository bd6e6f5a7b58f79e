using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.HardwareOathMethods;

public enum DeviceOutcome
{
    Done,
    NotFound,
    Assigned,
    Exists,
}

/// <summary>The inventory of tokens.</summary>
public sealed class HardwareOathDeviceStore(AuthDb db, UserPolicies policies, Secrets secrets, Changes changes)
{
    internal Task<Page<HeldDevice>> PageAsync(GraphQuery query) => db.PageAsync(HeldDevice.Of(db, db.Set<HardwareOathDeviceRow>()), HeldDevice.Fields, query);

    public async Task<HardwareOathDevice?> FindAsync(Guid id) =>
        (await HeldDevice.Of(db, db.Set<HardwareOathDeviceRow>().Where(d => d.Id == id)).FirstOrDefaultAsync())?.ToWire();

    /// <summary>Adds all of them or, when one has the serial number of another of its maker, none: null.</summary>
    public async Task<IReadOnlyList<HardwareOathDevice>?> AddAsync(IReadOnlyList<NewDevice> devices, bool isBulk)
    {
        var holders = devices.Select(d => d.Holder).OfType<TargetUser>().DistinctBy(h => h.Id).OrderBy(h => h.Id).ToArray();
        foreach (var holder in holders) await HardwareOathMethodStore.DemandAsync(policies, db, holder);
        var rows = devices.Select(d => (New: d, Secret: secrets.Encrypt(d.SecretKey))).ToArray();
        return await changes.ApplyAsync<IReadOnlyList<HardwareOathDevice>?>(async (db, now) =>
        {
            foreach (var holder in holders) await holder.LockAsync(db);
            var added = new List<HardwareOathDevice>();
            foreach (var (device, secret) in rows)
            {
                var row = device.ToRow(db.TenantId, secret);
                db.Add(row);
                if (!isBulk) db.Record(Activity.CreateHardwareOathToken, row.Id, row.SerialNumber);
                if (device.Holder is not { } holder)
                {
                    added.Add(HardwareOathDevice.From(row, HardwareOathStatus.Available, null));
                    continue;
                }

                db.Add(Method(db, row.Id, holder.Id, now));
                db.Record(Activity.AssignHardwareOathToken, holder.Id, holder.Account.UserPrincipalName, row.SerialNumber);
                added.Add(HardwareOathDevice.From(row, HardwareOathStatus.Assigned, new(holder.Id.ToString(), null)));
            }

            if (isBulk) db.Record(Activity.BulkUploadHardwareOathToken, db.TenantId, $"{rows.Length} tokens");
            return await db.TrySaveAsync() ? added : null;
        });
    }

    public Task<DeviceOutcome> UpdateAsync(Guid id, DevicePatch patch) => changes.ApplyAsync(async (db, _) =>
    {
        if (await db.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == id) is not { } row) return DeviceOutcome.NotFound;
        if (await IsAssignedAsync(db, id)) return DeviceOutcome.Assigned;
        row.DisplayName = patch.DisplayName ?? row.DisplayName;
        row.Manufacturer = patch.Manufacturer ?? row.Manufacturer;
        row.Model = patch.Model ?? row.Model;
        row.TimeIntervalInSeconds = patch.TimeIntervalInSeconds ?? row.TimeIntervalInSeconds;
        row.HashFunction = patch.HashFunction ?? row.HashFunction;
        row.Version = Guid.NewGuid();
        db.Record(Activity.UpdateHardwareOathToken, id, row.SerialNumber);
        return await db.TrySaveAsync() ? DeviceOutcome.Done : DeviceOutcome.Exists;
    });

    public Task<DeviceOutcome> DeleteAsync(Guid id) => changes.ApplyAsync(async (db, _) =>
    {
        if (await db.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == id) is not { } row) return DeviceOutcome.NotFound;
        if (await IsAssignedAsync(db, id)) return DeviceOutcome.Assigned;
        db.Remove(row);
        db.Record(Activity.DeleteHardwareOathToken, id, row.SerialNumber);
        return DeviceOutcome.Done;
    });

    internal static HardwareOathMethodRow Method(AuthDb db, Guid device, Guid user, DateTimeOffset now) =>
        new() { TenantId = db.TenantId, UserId = user, Id = device.ToString(), DeviceId = device, Status = HardwareOathStatus.Assigned, CreatedDateTime = now };

    private static Task<bool> IsAssignedAsync(AuthDb db, Guid id) => db.Set<HardwareOathMethodRow>().AnyAsync(m => m.DeviceId == id);
}

/// <summary>A token, and who holds it.</summary>
internal sealed class HeldDevice
{
    public static readonly Fields<HeldDevice> Fields =
        new Fields<HeldDevice>("HardwareOathDevice", typeof(HardwareOathDevice), h => h.Device.Id) { IsDirectory = false }
            .Code("displayName", h => h.Device.DisplayName, Eq | Ne | In | StartsWith | Null, sort: ByDefault)
            .Id("id", h => h.Device.Id, Eq | Ne | In)
            .Code("manufacturer", h => h.Device.Manufacturer, Eq | Ne | In | StartsWith, sort: ByDefault)
            .Code("model", h => h.Device.Model, Eq | Ne | In | StartsWith, sort: ByDefault)
            .Code("serialNumber", h => h.Device.SerialNumber, Eq | Ne | In | StartsWith, sort: ByDefault);

    public required HardwareOathDeviceRow Device { get; init; }
    public HardwareOathMethodRow? Method { get; init; }
    public string? HolderName { get; init; }

    public static IQueryable<HeldDevice> Of(AuthDb db, IQueryable<HardwareOathDeviceRow> devices) =>
        from device in devices.AsNoTracking()
        from method in db.Set<HardwareOathMethodRow>().Where(m => m.DeviceId == device.Id).DefaultIfEmpty()
        from holder in db.Users.Where(u => u.Id == method!.UserId).DefaultIfEmpty()
        select new HeldDevice { Device = device, Method = method, HolderName = holder!.DisplayName };

    public HardwareOathDevice ToWire() => HardwareOathDevice.From(
        Device, Method?.Status ?? HardwareOathStatus.Available, Method is null ? null : new(Method.UserId.ToString(), HolderName));
}

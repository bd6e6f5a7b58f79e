using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.HardwareOathMethods;

public enum DeviceOutcome
{
    Done,
    NotFound,
    Assigned,
    Exists,
}

/// <summary>The inventory of tokens.</summary>
public sealed class HardwareOathDeviceStore(AuthDb db, UserQueries users, Secrets secrets, Changes changes)
{
    public async Task<IReadOnlyList<HardwareOathDevice>> ListAsync() => ToWire(await HeldDevice.Of(db, db.Set<HardwareOathDeviceRow>()).ToListAsync());

    /// <summary>A page in the order of the ids.</summary>
    public async Task<IReadOnlyList<HardwareOathDevice>> PageAsync(Guid? after, int size)
    {
        var devices = db.Set<HardwareOathDeviceRow>().AsQueryable();
        if (after is { } last) devices = devices.Where(d => d.Id.CompareTo(last) > 0);
        return ToWire(await HeldDevice.Of(db, devices.OrderBy(d => d.Id).Take(size)).OrderBy(h => h.Device.Id).ToListAsync());
    }

    public async Task<HardwareOathDevice?> FindAsync(Guid id) =>
        (await HeldDevice.Of(db, db.Set<HardwareOathDeviceRow>().Where(d => d.Id == id)).FirstOrDefaultAsync())?.ToWire();

    /// <summary>The user a new token is to be assigned to; null when there is none with this id.</summary>
    public Task<TargetAccount?> HolderAsync(Guid id) => users.ById(db, id);

    /// <summary>Adds all of them or, when one has the serial number of another of its maker, none: null.</summary>
    public Task<IReadOnlyList<HardwareOathDevice>?> AddAsync(IReadOnlyList<NewDevice> devices, bool isBulk)
    {
        var rows = devices.Select(d => (New: d, Secret: secrets.Encrypt(d.SecretKey))).ToArray();
        return changes.ApplyAsync<IReadOnlyList<HardwareOathDevice>?>(async (db, now) =>
        {
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
                db.Record(Activity.AssignHardwareOathToken, holder.Id, holder.UserPrincipalName, row.SerialNumber);
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

    private static List<HardwareOathDevice> ToWire(List<HeldDevice> devices) => devices.ConvertAll(d => d.ToWire());
}

/// <summary>A token, and who holds it.</summary>
internal sealed class HeldDevice
{
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

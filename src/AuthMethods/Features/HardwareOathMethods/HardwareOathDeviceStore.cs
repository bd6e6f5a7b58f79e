using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The inventory of hardware tokens.</summary>
internal sealed class HardwareOathDeviceStore(AuthDb db, UserPolicies policies, Secrets secrets, Changes changes)
{
    internal Task<Page<HeldDevice>> PageAsync(GraphQuery query) =>
        db.PageAsync(HeldDevice.Query(db, db.Set<HardwareOathDeviceRow>()), HeldDevice.Fields, query);

    public async Task<HardwareOathDevice?> FindAsync(Guid id) =>
        (await HeldDevice.Query(db, db.Set<HardwareOathDeviceRow>().Where(d => d.Id == id)).FirstOrDefaultAsync())?.ToWire();

    /// <summary>Adds all of them or none.</summary>
    public Task<Outcome<HardwareOathDevice[]>> AddAsync(IReadOnlyList<NewDevice> devices, bool isBulk)
    {
        var holders = devices.Select(d => d.Holder).OfType<TargetUser>().DistinctBy(h => h.Id).OrderBy(h => h.Id).ToArray();
        var rows = devices.Select(d => (New: d, Secret: secrets.Encrypt(d.SecretKey))).ToArray();
        return changes.TryAsync<HardwareOathDevice[]>(async change =>
        {
            foreach (var holder in holders)
            {
                if (!await change.LockAsync(holder.Id)) return GraphErrors.MethodNotFound();
                var policy = await policies.OfAsync(change, holder.Id);
                if (policy.Refuse(policy.Tenant.Of<HardwareOathConfiguration>()) is { } refusal) return refusal;
            }

            var added = new List<HardwareOathDevice>();
            foreach (var (device, secret) in rows)
            {
                var row = device.ToRow(change.TenantId, secret);
                change.Add(row);
                if (!isBulk) change.Record(HardwareOathActivities.Create, row.Id, row.SerialNumber);
                if (device.Holder is not { } holder)
                {
                    added.Add(HardwareOathDevice.From(row, HardwareOathStatus.Available, null));
                    continue;
                }

                change.Add(Method(change, row.Id, holder.Id));
                change.Record(holder, HardwareOathActivities.Assign, row.SerialNumber);
                added.Add(HardwareOathDevice.From(row, HardwareOathStatus.Assigned, new(holder.Id.ToString(), null)));
            }

            if (isBulk) change.Record(HardwareOathActivities.BulkUpload, change.TenantId, $"{rows.Length} tokens");
            return await change.TrySaveAsync() ? added.ToArray() : HardwareOathErrors.TokenExists();
        });
    }

    public Task<Outcome> UpdateAsync(string key, DevicePatch patch) => changes.TryAsync(async change =>
    {
        var id = Guid.Parse(key);
        if (await change.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == id) is not { } row) return GraphErrors.ResourceNotFound(key);
        if (await IsAssignedAsync(change, id)) return HardwareOathErrors.TokenIsAssigned();
        row.DisplayName = patch.DisplayName ?? row.DisplayName;
        row.Manufacturer = patch.Manufacturer ?? row.Manufacturer;
        row.Model = patch.Model ?? row.Model;
        row.TimeIntervalInSeconds = patch.TimeIntervalInSeconds ?? row.TimeIntervalInSeconds;
        row.HashFunction = patch.HashFunction ?? row.HashFunction;
        row.Version = Guid.NewGuid();
        change.Record(HardwareOathActivities.Update, id, row.SerialNumber);
        return await change.TrySaveAsync() ? Outcome.Done : HardwareOathErrors.TokenExists();
    });

    public Task<Outcome> DeleteAsync(string key) => changes.TryAsync(async change =>
    {
        var id = Guid.Parse(key);
        if (await change.Set<HardwareOathDeviceRow>().FirstOrDefaultAsync(d => d.Id == id) is not { } row) return GraphErrors.ResourceNotFound(key);
        if (await IsAssignedAsync(change, id)) return HardwareOathErrors.TokenIsAssigned();
        change.Remove(row);
        change.Record(HardwareOathActivities.Delete, id, row.SerialNumber);
        return Outcome.Done;
    });

    internal static HardwareOathMethodRow Method(Change change, Guid device, Guid user) =>
        new()
        {
            TenantId = change.TenantId, UserId = user, Id = device.ToString(), DeviceId = device, Status = HardwareOathStatus.Assigned,
            CreatedDateTime = change.Now,
        };

    private static Task<bool> IsAssignedAsync(Change change, Guid id) => change.Set<HardwareOathMethodRow>().AnyAsync(m => m.DeviceId == id);
}

/// <summary>A token and its holder, if it is assigned.</summary>
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

    public static IQueryable<HeldDevice> Query(AuthDb db, IQueryable<HardwareOathDeviceRow> devices) =>
        from device in devices.AsNoTracking()
        from method in db.Set<HardwareOathMethodRow>().Where(m => m.DeviceId == device.Id).DefaultIfEmpty()
        from holder in db.Users.Where(u => u.Id == method!.UserId).DefaultIfEmpty()
        select new HeldDevice { Device = device, Method = method, HolderName = holder!.DisplayName };

    public HardwareOathDevice ToWire() => HardwareOathDevice.From(
        Device, Method?.Status ?? HardwareOathStatus.Available, Method is null ? null : new(Method.UserId.ToString(), HolderName));
}

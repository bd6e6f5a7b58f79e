using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Devices;

internal sealed class UserDeviceStore(AuthDb db)
{
    /// <summary>The devices that the user's methods are bound to, each once.</summary>
    public async Task<IReadOnlyList<Device>> ListAsync(TargetUser user)
    {
        var methods = await db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).OrderBy(m => m.Id).ToListAsync();
        return [.. methods.OfType<IDeviceBound>().Select(m => Device.FromJson(m.Device)).OfType<Device>().DistinctBy(d => d.Id)];
    }
}

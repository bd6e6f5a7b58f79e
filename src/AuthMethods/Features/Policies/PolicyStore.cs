using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Policies;

/// <summary>
/// The tenant's policy. Every change gives it a new stamp in the same transaction, first of all: from then on other changes wait,
/// and whoever reads the stamp afterwards, on whichever replica, applies the policy as changed.
/// </summary>
public sealed class PolicyStore(AuthDb db, Changes changes)
{
    private const int MostBytes = 20 * 1024;

    public async Task<AuthenticationMethodsPolicy> ReadAsync()
    {
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync() ?? throw GraphErrors.MethodNotFound();
        var policy = Read(tenant);
        policy.AuthenticationMethodConfigurations = await ConfigurationsAsync();
        return policy;
    }

    public async Task<IReadOnlyList<MethodConfiguration>> ConfigurationsAsync() =>
        MethodConfigurations.All(await db.MethodConfigurations.AsNoTracking().ToListAsync());

    /// <summary>Null when there is none with this id.</summary>
    public async Task<MethodConfiguration?> FindAsync(string id)
    {
        var canonical = MethodConfigurations.Canonical(id);
        var row = await db.MethodConfigurations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == canonical);
        return row is null ? MethodConfigurations.Default(canonical) : MethodConfigurations.Read(row);
    }

    /// <param name="edit">The policy with what is wanted changed.</param>
    public Task<bool> UpdateAsync(Func<AuthenticationMethodsPolicy, AuthenticationMethodsPolicy> edit) => ChangeAsync(async db =>
    {
        var tenant = await db.Tenants.SingleAsync();
        var policy = edit(Read(tenant));
        if (policy.InvalidProperty() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        tenant.PolicySettings = Write(policy);
        db.Record(Activity.MethodsPolicyUpdated, db.TenantId, policy.DisplayName);
    });

    /// <summary>Fails when there is none with this id.</summary>
    /// <param name="id">In any case.</param>
    /// <param name="edit">The configuration with what is wanted changed.</param>
    public Task<bool> UpdateAsync(string id, Func<MethodConfiguration, MethodConfiguration> edit) => ChangeAsync(async db =>
    {
        var canonical = MethodConfigurations.Canonical(id);
        var row = await db.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        var before = (row is null ? MethodConfigurations.Default(canonical) : MethodConfigurations.Read(row)) ?? throw GraphErrors.MethodNotFound();
        var configuration = edit(before);
        configuration.Follow(before);
        if (configuration.InvalidProperty() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        if (row is null) db.Add(row = new() { TenantId = db.TenantId, Id = canonical });
        MethodConfigurations.Write(configuration, row);
        db.Record(Activity.MethodsPolicyUpdated, db.TenantId, canonical);
    });

    public Task<bool> AddAsync(ExternalConfiguration configuration)
    {
        if (configuration.InvalidProperty() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        return ChangeAsync(db =>
        {
            var row = new MethodConfigurationRow { TenantId = db.TenantId, Id = configuration.Id };
            MethodConfigurations.Write(configuration, row);
            db.Add(row);
            db.Record(Activity.MethodsPolicyUpdated, db.TenantId, configuration.DisplayName);
            return Task.CompletedTask;
        });
    }

    /// <summary>Takes a built-in configuration back to its defaults, and an external one away. Fails when there is none with this id.</summary>
    public Task<bool> ResetAsync(string id) => ChangeAsync(async db =>
    {
        var canonical = MethodConfigurations.Canonical(id);
        var row = await db.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if (row is null && MethodConfigurations.Default(canonical) is null) throw GraphErrors.MethodNotFound();
        if (row is not null) db.Remove(row);
        // First the configuration: who registers for it holds its row, and is there to be deleted once that is gone.
        await db.SaveChangesAsync();
        await db.Set<ExternalMethodRow>().Where(m => m.ConfigurationId == canonical).ExecuteDeleteAsync();
        db.Record(Activity.MethodsPolicyReset, db.TenantId, canonical);
    });

    private Task<bool> ChangeAsync(Func<AuthDb, Task> change) => changes.ApplyAsync(async (db, now) =>
    {
        var stamp = Guid.NewGuid();
        var found = await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, stamp).SetProperty(x => x.PolicyModifiedDateTime, now));
        if (found == 0) throw GraphErrors.MethodNotFound();
        await change(db);
        await db.SaveChangesAsync();
        if (await SizeAsync(db) > MostBytes) throw GraphErrors.PolicyTooLarge();
        return true;
    });

    private static async Task<int> SizeAsync(AuthDb db)
    {
        var settings = await db.Tenants.Select(t => t.PolicySettings).SingleAsync();
        var configurations = await db.MethodConfigurations.AsNoTracking().ToListAsync();
        return (settings?.Length ?? 0) + configurations.Sum(c => (c.Settings?.Length ?? 0) + c.IncludeTargets.Length + c.ExcludeTargets.Length);
    }

    private static AuthenticationMethodsPolicy Read(TenantRow tenant)
    {
        var policy = tenant.PolicySettings is { } settings ? JsonSerializer.Deserialize(settings, GraphJson.TypeOf<AuthenticationMethodsPolicy>())! : new();
        policy.LastModifiedDateTime = tenant.PolicyModifiedDateTime ?? tenant.CreatedDateTime;
        return policy;
    }

    private static string Write(AuthenticationMethodsPolicy policy)
    {
        var settings = JsonSerializer.SerializeToNode(policy, GraphJson.TypeOf<AuthenticationMethodsPolicy>())!.AsObject();
        foreach (var property in GraphJson.TypeOf<AuthenticationMethodsPolicy>().Properties.Where(p => p.Has<ComputedAttribute>()))
        {
            settings.Remove(property.Name);
        }

        return settings.ToJsonString();
    }
}

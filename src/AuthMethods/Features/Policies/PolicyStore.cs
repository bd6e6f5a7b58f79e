using System.Text.Json;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Policies;

public sealed class PolicyStore(AuthDb db, PolicyChanges changes, MethodConfigurations configurations, MethodKinds kinds)
{
    public async Task<AuthenticationMethodsPolicy> ReadAsync()
    {
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync() ?? throw GraphErrors.MethodNotFound();
        var policy = Read(tenant);
        policy.AuthenticationMethodConfigurations = await ConfigurationsAsync();
        return policy;
    }

    public async Task<IReadOnlyList<MethodConfiguration>> ConfigurationsAsync() =>
        configurations.All(await db.MethodConfigurations.AsNoTracking().ToListAsync());

    /// <summary>Null when there is none with this id.</summary>
    public async Task<MethodConfiguration?> FindAsync(string id)
    {
        var canonical = configurations.Canonical(id);
        var row = await db.MethodConfigurations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == canonical);
        return row is null ? configurations.Default(canonical) : configurations.Read(row);
    }

    /// <param name="edit">The policy with what is wanted changed.</param>
    public Task<bool> UpdateAsync(Func<AuthenticationMethodsPolicy, AuthenticationMethodsPolicy> edit) => changes.ApplyAsync(async db =>
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
    public Task<bool> UpdateAsync(string id, Func<MethodConfiguration, MethodConfiguration> edit) => changes.ApplyAsync(async db =>
    {
        var canonical = configurations.Canonical(id);
        var row = await db.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        var before = (row is null ? configurations.Default(canonical) : configurations.Read(row)) ?? throw GraphErrors.MethodNotFound();
        var configuration = edit(before);
        configuration.Follow(before);
        if (configuration.InvalidProperty() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        if (row is null) db.Add(row = new() { TenantId = db.TenantId, Id = canonical });
        MethodConfigurations.Write(configuration, row);
        db.Record(Activity.MethodsPolicyUpdated, db.TenantId, canonical);
    });

    /// <summary>Takes a built-in configuration back to its defaults, and removes one that was added. Fails when there is none with this id.</summary>
    public Task<bool> ResetAsync(string id) => changes.ApplyAsync(async db =>
    {
        var canonical = configurations.Canonical(id);
        var row = await db.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if (row is null && configurations.Default(canonical) is null) throw GraphErrors.MethodNotFound();
        if (row is not null) db.Remove(row);
        // First the configuration: a registration for it holds its row, and can be deleted once that is gone.
        await db.SaveChangesAsync();
        await kinds.EndWithConfigurationAsync(db, canonical);
        db.Record(Activity.MethodsPolicyReset, db.TenantId, canonical);
    });

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

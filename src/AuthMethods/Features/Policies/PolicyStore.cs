using System.Text.Json;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Policies;

internal sealed class PolicyStore(AuthDb db, PolicyChanges changes, MethodConfigurations configurations, MethodKinds kinds)
{
    /// <summary>Null when the tenant doesn't exist.</summary>
    public async Task<AuthenticationMethodsPolicy?> ReadAsync()
    {
        if (await db.Tenants.AsNoTracking().SingleOrDefaultAsync() is not { } tenant) return null;
        var policy = Read(tenant);
        policy.AuthenticationMethodConfigurations = await ConfigurationsAsync();
        return policy;
    }

    public async Task<IReadOnlyList<MethodConfiguration>> ConfigurationsAsync() =>
        configurations.All(await db.MethodConfigurations.AsNoTracking().ToListAsync());

    public async Task<MethodConfiguration?> FindAsync(string id)
    {
        var canonical = configurations.Canonical(id);
        var row = await db.MethodConfigurations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == canonical);
        return row is null ? configurations.Default(canonical) : configurations.Read(row);
    }

    /// <param name="edit">Returns the changed policy.</param>
    public Task<Outcome> UpdateAsync(Func<AuthenticationMethodsPolicy, AuthenticationMethodsPolicy> edit) => changes.ApplyAsync(async change =>
    {
        var tenant = await change.Tenants.SingleAsync();
        var policy = edit(Read(tenant));
        if (policy.InvalidProperty() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        tenant.PolicySettings = Write(policy);
        change.Record(AuditActivity.MethodsPolicyUpdated, change.TenantId, policy.DisplayName);
        return null;
    });

    /// <param name="id">In upper or lower case.</param>
    /// <param name="edit">Returns the changed configuration.</param>
    public Task<Outcome> UpdateAsync(string id, Func<MethodConfiguration, MethodConfiguration> edit) => changes.ApplyAsync(async change =>
    {
        var canonical = configurations.Canonical(id);
        var row = await change.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if ((row is null ? configurations.Default(canonical) : configurations.Read(row)) is not { } before) return GraphErrors.MethodNotFound();
        var configuration = edit(before);
        configuration.UpdateDependents(before);
        if (configuration.InvalidProperty() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        if (row is null) change.Add(row = new() { TenantId = change.TenantId, Id = canonical });
        MethodConfigurations.Write(configuration, row);
        change.Record(AuditActivity.MethodsPolicyUpdated, change.TenantId, canonical);
        return null;
    });

    /// <summary>Resets a built-in configuration to its defaults, and removes one that was added.</summary>
    public Task<Outcome> ResetAsync(string id) => changes.ApplyAsync(async change =>
    {
        var canonical = configurations.Canonical(id);
        var row = await change.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if (row is null && configurations.Default(canonical) is null) return GraphErrors.MethodNotFound();
        if (row is not null) change.Remove(row);
        // The configuration goes first: concurrent registrations lock its row, so all of them can be deleted after it.
        await change.SaveAsync();
        await kinds.EndWithConfigurationAsync(change, canonical);
        change.Record(AuditActivity.MethodsPolicyReset, change.TenantId, canonical);
        return null;
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

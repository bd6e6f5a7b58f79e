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

    /// <summary>Null when the tenant doesn't exist.</summary>
    public async Task<AuthenticationMethodsPolicy?> ReadAsync()
    {
        if (await db.Tenants.AsNoTracking().SingleOrDefaultAsync() is not { } tenant) return null;
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
    public Task<Outcome> UpdateAsync(Func<AuthenticationMethodsPolicy, AuthenticationMethodsPolicy> edit) => ChangeAsync(async change =>
    {
        var tenant = await change.Tenants.SingleAsync();
        var policy = edit(Read(tenant));
        if (policy.InvalidProperty() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        tenant.PolicySettings = Write(policy);
        change.Record(Activity.MethodsPolicyUpdated, change.TenantId, policy.DisplayName);
        return null;
    });

    /// <summary>Fails when there is none with this id.</summary>
    /// <param name="id">In any case.</param>
    /// <param name="edit">The configuration with what is wanted changed.</param>
    public Task<Outcome> UpdateAsync(string id, Func<MethodConfiguration, MethodConfiguration> edit) => ChangeAsync(async change =>
    {
        var canonical = MethodConfigurations.Canonical(id);
        var row = await change.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if ((row is null ? MethodConfigurations.Default(canonical) : MethodConfigurations.Read(row)) is not { } before) return GraphErrors.MethodNotFound();
        var configuration = edit(before);
        configuration.Follow(before);
        if (configuration.InvalidProperty() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        if (row is null) change.Add(row = new() { TenantId = change.TenantId, Id = canonical });
        MethodConfigurations.Write(configuration, row);
        change.Record(Activity.MethodsPolicyUpdated, change.TenantId, canonical);
        return null;
    });

    public async Task<Outcome> AddAsync(ExternalConfiguration configuration)
    {
        if (configuration.InvalidProperty() is { } invalid) return GraphErrors.InvalidMethodValue(invalid);
        return await ChangeAsync(change =>
        {
            var row = new MethodConfigurationRow { TenantId = change.TenantId, Id = configuration.Id };
            MethodConfigurations.Write(configuration, row);
            change.Add(row);
            change.Record(Activity.MethodsPolicyUpdated, change.TenantId, configuration.DisplayName);
            return Task.FromResult<GraphException?>(null);
        });
    }

    /// <summary>Takes a built-in configuration back to its defaults, and an external one away. Fails when there is none with this id.</summary>
    public Task<Outcome> ResetAsync(string id) => ChangeAsync(async change =>
    {
        var canonical = MethodConfigurations.Canonical(id);
        var row = await change.MethodConfigurations.SingleOrDefaultAsync(c => c.Id == canonical);
        if (row is null && MethodConfigurations.Default(canonical) is null) return GraphErrors.MethodNotFound();
        if (row is not null) change.Remove(row);
        // First the configuration: who registers for it holds its row, and is there to be deleted once that is gone.
        await change.SaveAsync();
        await change.Set<ExternalMethodRow>().Where(m => m.ConfigurationId == canonical).ExecuteDeleteAsync();
        change.Record(Activity.MethodsPolicyReset, change.TenantId, canonical);
        return null;
    });

    private Task<Outcome> ChangeAsync(Func<Change, Task<GraphException?>> work) => changes.TryAsync(async change =>
    {
        var stamp = Guid.NewGuid();
        var found = await change.Tenants.ExecuteUpdateAsync(
            t => t.SetProperty(x => x.PolicyStamp, stamp).SetProperty(x => x.PolicyModifiedDateTime, change.Now));
        if (found == 0) return GraphErrors.MethodNotFound();
        if (await work(change) is { } refusal) return refusal;
        await change.SaveAsync();
        return await SizeAsync(change) > MostBytes ? GraphErrors.PolicyTooLarge() : Outcome.Done;
    });

    private static async Task<int> SizeAsync(Change change)
    {
        var settings = await change.Tenants.Select(t => t.PolicySettings).SingleAsync();
        var configurations = await change.MethodConfigurations.AsNoTracking().ToListAsync();
        return (settings?.Length ?? 0) + configurations.Sum(c => (c.Settings?.Length ?? 0) + c.IncludeTargets.Length + c.ExcludeTargets.Length);
    }

    private static AuthenticationMethodsPolicy Read(TenantRow tenant)
    {
        var policy = tenant.PolicySettings is { } settings ? JsonSerializer.Deserialize(settings, GraphJson.Default.AuthenticationMethodsPolicy)! : new();
        policy.LastModifiedDateTime = tenant.PolicyModifiedDateTime ?? tenant.CreatedDateTime;
        return policy;
    }

    private static string Write(AuthenticationMethodsPolicy policy)
    {
        var settings = JsonSerializer.SerializeToNode(policy, GraphJson.Default.AuthenticationMethodsPolicy)!.AsObject();
        foreach (var property in GraphJson.Default.AuthenticationMethodsPolicy.Properties.Where(p => p.Has<ComputedAttribute>()))
        {
            settings.Remove(property.Name);
        }

        return settings.ToJsonString();
    }
}

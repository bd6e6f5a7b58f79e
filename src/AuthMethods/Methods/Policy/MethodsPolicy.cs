using System.Collections.Concurrent;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Methods.Policy;

/// <summary>The authentication methods policy of a tenant, ready to be applied. Shared between calls, so it must not be modified.</summary>
public sealed class MethodsPolicy
{
    private readonly IReadOnlyList<MethodConfiguration> _configurations;
    private readonly Dictionary<Type, MethodConfiguration> _builtIn;

    /// <param name="configurations">The kinds of configuration.</param>
    /// <param name="rows">The stored configurations.</param>
    /// <param name="settings">The rest of the policy, from <see cref="TenantRow.PolicySettings"/>.</param>
    internal MethodsPolicy(MethodConfigurations configurations, IEnumerable<MethodConfigurationRow> rows, string? settings = null)
    {
        _configurations = configurations.All(rows);
        _builtIn = _configurations.Where(c => configurations.IsBuiltIn(c.Id)).ToDictionary(c => c.GetType());
        SystemCredentialPreferences = SystemCredentialPreferences.From(settings);
        Campaign = RegistrationCampaign.From(settings);
        ReportSuspiciousActivity = ReportSuspiciousActivitySettings.From(settings);
        NamesGroups = SystemCredentialPreferences.NamesGroups || Campaign.NamesGroups || ReportSuspiciousActivity.NamesGroups
            || _configurations.Any(c => c.NamesGroups);
    }

    public SystemCredentialPreferences SystemCredentialPreferences { get; }

    public RegistrationCampaign Campaign { get; }

    internal ReportSuspiciousActivitySettings ReportSuspiciousActivity { get; }

    /// <summary>A configuration that every tenant has.</summary>
    public T Of<T>() where T : MethodConfiguration => (T)_builtIn[typeof(T)];

    /// <summary>The configurations of a type that a tenant can add any number of.</summary>
    public IEnumerable<T> Added<T>() where T : MethodConfiguration => _configurations.OfType<T>();

    /// <summary>Whether the policy depends on users' groups.</summary>
    internal bool NamesGroups { get; }
}

/// <summary>A tenant's policy as it applies to one user now.</summary>
/// <param name="tenant">The whole policy, for the settings of the configurations.</param>
/// <param name="groups">The ids of the user's groups.</param>
public sealed class UserPolicy(MethodsPolicy tenant, IReadOnlySet<string> groups)
{
    public MethodsPolicy Tenant => tenant;

    /// <summary>Whether the user may have and use the kind of method that a configuration is for.</summary>
    public bool Allows(MethodConfiguration configuration) => IsOpen(configuration) && configuration.Targets.Any(t => IsIn(t.Id));

    /// <summary>Refuses a method that the user may not have; null if they may.</summary>
    internal GraphException? Refuse(MethodConfiguration configuration) =>
        Allows(configuration) ? null : GraphErrors.NotAllowedByPolicy(configuration.Id);

    /// <summary>The include targets that the user is in; none while the configuration is disabled or excludes the user.</summary>
    public IEnumerable<TTarget> TargetsOf<TTarget>(MethodConfiguration<TTarget> configuration) where TTarget : MethodTarget, new() =>
        IsOpen(configuration) ? configuration.IncludeTargets.Where(t => IsIn(t.Id)) : [];

    /// <summary>Whether the user is asked for their most secure method first, unless their own setting says otherwise.</summary>
    public bool PrefersSystemCredential =>
        tenant.SystemCredentialPreferences is { IsOn: true } system
        && !system.ExcludeTargets.Any(t => groups.Contains(t.Id))
        && system.IncludeTargets.Any(t => IsIn(t.Id));

    /// <summary>The target by which the registration campaign asks a user to set something up; null if it doesn't.</summary>
    /// <param name="user">The user, whom targets may name.</param>
    /// <param name="hasUsedPhone">The user signed in with a phone: the default, "managed by Microsoft", asks only those.</param>
    internal RegistrationCampaignTarget? CampaignFor(Guid user, bool hasUsedPhone)
    {
        var campaign = tenant.Campaign;
        var isOn = campaign.State == FeatureState.Enabled || (campaign.State == FeatureState.Default && hasUsedPhone);
        var isExcluded = campaign.ExcludeTargets.Any(t => t.Id == user.ToString() || IsIn(t.Id));
        return isOn && !isExcluded ? campaign.IncludeTargets.FirstOrDefault(t => t.Id == user.ToString() || IsIn(t.Id)) : null;
    }

    /// <summary>Whether the user may report a sign-in request that they didn't start.</summary>
    internal bool MayReportSuspiciousActivity => tenant.ReportSuspiciousActivity is { State: FeatureState.Enabled } settings && IsIn(settings.IncludeTarget.Id);

    public bool IsIn(GroupScope scope) =>
        (scope.IncludesEveryone || scope.Included.Any(id => groups.Contains(id.ToString()))) && !scope.Excluded.Any(id => groups.Contains(id.ToString()));

    private bool IsOpen(MethodConfiguration configuration) =>
        configuration.State == MethodState.Enabled && !configuration.ExcludeTargets.Any(t => groups.Contains(t.Id));

    /// <summary>Whether a target, by its id, is all users or a group that the user is in.</summary>
    internal bool IsIn(string target) => target == MethodTarget.AllUsers || groups.Contains(target);
}

/// <summary>
/// Caches policies by the tenant's policy stamp. Each call reads the current stamp along with its target user, so the policy applied
/// is never older than the call.
/// </summary>
internal sealed class MethodsPolicyCache(MethodConfigurations configurations)
{
    private readonly ConcurrentDictionary<Guid, (Guid Stamp, MethodsPolicy Policy)> _known = new();

    public async ValueTask<MethodsPolicy> OfAsync(AuthDb db, Guid stamp)
    {
        if (_known.TryGetValue(db.TenantId, out var known) && known.Stamp == stamp) return known.Policy;
        var settings = await db.Tenants.Select(t => t.PolicySettings).SingleOrDefaultAsync();
        var policy = new MethodsPolicy(configurations, await db.MethodConfigurations.AsNoTracking().ToListAsync(), settings);
        _known[db.TenantId] = (stamp, policy);
        return policy;
    }
}

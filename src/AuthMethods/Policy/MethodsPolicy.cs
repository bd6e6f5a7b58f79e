using System.Collections.Concurrent;
using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Policy;

/// <summary>The authentication methods policy of a tenant, ready to be applied.</summary>
/// <param name="SmsEnabled">The <c>Sms</c> configuration's state.</param>
/// <param name="SmsSignIn">Who may sign in with an SMS.</param>
internal sealed record MethodsPolicy(bool SmsEnabled, TargetRule SmsSignIn);

/// <summary>Include and exclude targets; exclusion wins.</summary>
internal sealed record TargetRule(bool Everyone, IReadOnlyList<Guid> Groups, IReadOnlyList<Guid> Excluded)
{
    public static readonly TargetRule Nobody = new(false, [], []);
}

/// <summary>
/// Reads policies. They are remembered under the tenant's policy stamp, which each call reads anew along with its target
/// user, so what is applied is never older than the call.
/// </summary>
internal sealed class MethodsPolicyCache
{
    private readonly ConcurrentDictionary<Guid, (Guid Stamp, MethodsPolicy Policy)> _known = new();

    public async ValueTask<MethodsPolicy> OfAsync(AuthDb db, Guid stamp)
    {
        if (_known.TryGetValue(db.TenantId, out var known) && known.Stamp == stamp) return known.Policy;
        var sms = await db.MethodConfigurations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == "Sms");
        var policy = new MethodsPolicy(
            sms?.IsEnabled == true,
            sms?.IsEnabled == true ? RuleOf(sms.IncludeTargets, sms.ExcludeTargets, "isUsableForSignIn") : TargetRule.Nobody);
        _known[db.TenantId] = (stamp, policy);
        return policy;
    }

    public static async Task<bool> AllowsAsync(AuthDb db, TargetRule rule, Guid userId)
    {
        if (!rule.Everyone && rule.Groups.Count == 0) return false;
        if (rule.Everyone && rule.Excluded.Count == 0) return true;
        var groups = await db.GroupMembers.Where(m => m.MemberId == userId && !m.IsOwner).Select(m => m.GroupId).ToListAsync();
        return (rule.Everyone || rule.Groups.Intersect(groups).Any()) && !rule.Excluded.Intersect(groups).Any();
    }

    // Only the include targets that carry the flag count.
    private static TargetRule RuleOf(string include, string exclude, string flag)
    {
        using var included = JsonDocument.Parse(include);
        using var excluded = JsonDocument.Parse(exclude);
        var ids = included.RootElement.EnumerateArray()
            .Where(t => t.TryGetProperty(flag, out var on) && on.ValueKind == JsonValueKind.True)
            .Select(t => t.GetProperty("id").GetString()!).ToArray();
        return new(ids.Contains("all_users"), Guids(ids), Guids(excluded.RootElement.EnumerateArray().Select(t => t.GetProperty("id").GetString()!)));

        static Guid[] Guids(IEnumerable<string> ids) => [.. ids.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse)];
    }
}

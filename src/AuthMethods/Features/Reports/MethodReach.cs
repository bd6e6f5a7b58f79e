using AuthMethods.Methods;
using AuthMethods.Methods.Policy;

namespace AuthMethods.Features.Reports;

/// <summary>Whom the policy lets use what they registered: some methods everybody, others only who is in a group, or not in one.</summary>
internal sealed class MethodReach
{
    public MethodReach(RegisteredMethods registered, MethodsPolicy policy)
    {
        var open = registered.Allowed(policy).Where(o => o.Bits != 0 && !o.Users.IsNobody).ToArray();
        OfEveryone = open.Where(o => o.Users.IsEveryone).Aggregate(0L, (bits, o) => bits | o.Bits);
        Scoped = [.. open.Where(o => !o.Users.IsEveryone)
            .GroupBy(o => o.Users.Key, (_, alike) => alike.Aggregate((one, other) => one with { Bits = one.Bits | other.Bits }))];
        Uses = [.. registered.Uses.Select(use => new OpenUse(use, use.Configuration?.Invoke(policy).Users))];
        var system = policy.SystemCredentialPreferences;
        SystemPreferred = system.IsOn ? GroupScope.Of(system.IncludeTargets.Select(t => t.Id), system.ExcludeTargets.Select(t => t.Id)) : GroupScope.Nobody;
    }

    /// <summary>What the policy lets everybody use.</summary>
    public long OfEveryone { get; }

    public IReadOnlyList<ScopedReach> Scoped { get; }

    /// <summary>Each bit that only <see cref="Scoped"/> opens.</summary>
    public IEnumerable<long> ScopedBits
    {
        get
        {
            for (var left = Scoped.Aggregate(0L, (bits, s) => bits | s.Bits) & ~OfEveryone; left != 0; left &= left - 1) yield return left & -left;
        }
    }

    /// <summary>The ways to use a method, the preferred one first.</summary>
    public IReadOnlyList<OpenUse> Uses { get; }

    /// <summary>Whom the policy has asked for the most secure of their methods first.</summary>
    public GroupScope SystemPreferred { get; }

    /// <summary>The best way to use what is registered and allowed; null when there is none.</summary>
    /// <param name="usable">The bits of what is.</param>
    /// <param name="scopedUses">As in <see cref="RegistrationReportRow"/>.</param>
    public string? Preferred(long usable, long scopedUses)
    {
        for (var i = 0; i < Uses.Count; i++)
        {
            if ((Uses[i].Use.Bits & usable) != 0 && (Uses[i].Users is null || (scopedUses & BitOf(i)) != 0)) return Uses[i].Use.Name;
        }

        return null;
    }

    /// <summary>What stands for a use in <see cref="RegistrationReportRow.ScopedUses"/>.</summary>
    public static long BitOf(int use) => 1L << use;
}

/// <summary>A way to use a method, and which of the users who may use the method may use it so; null for all.</summary>
internal sealed record OpenUse(MethodUse Use, GroupScope? Users);

using AuthMethods.Methods;
using AuthMethods.Methods.Policy;

namespace AuthMethods.Features.Reports;

/// <summary>Which registered methods the policy lets which users use: everyone, or only users in or outside some groups.</summary>
internal sealed class MethodReach
{
    public MethodReach(RegisteredMethods registered, MethodsPolicy policy)
    {
        var allowed = registered.Allowed(policy).Where(o => o.Bits != 0 && !o.Users.IsNobody).ToArray();
        ForEveryone = allowed.Where(o => o.Users.IsEveryone).Aggregate(0L, (bits, o) => bits | o.Bits);
        Scoped = [.. allowed.Where(o => !o.Users.IsEveryone)
            .GroupBy(o => o.Users.Key, (_, alike) => alike.Aggregate((one, other) => one with { Bits = one.Bits | other.Bits }))];
        Uses = [.. registered.Uses.Select(use => new AllowedUse(use, use.Configuration?.Invoke(policy).Users))];
        var system = policy.SystemCredentialPreferences;
        SystemPreferred = system.IsOn ? GroupScope.Of(system.IncludeTargets.Select(t => t.Id), system.ExcludeTargets.Select(t => t.Id)) : GroupScope.Nobody;
    }

    /// <summary>The groups that the policy names.</summary>
    public IReadOnlyCollection<Guid> Groups =>
    [
        .. Scoped.Select(s => s.Users).Concat(Uses.Select(u => u.Users).OfType<GroupScope>()).Append(SystemPreferred)
            .SelectMany(s => s.Included.Concat(s.Excluded))
    ];

    /// <summary>The methods that the policy allows everyone.</summary>
    public long ForEveryone { get; }

    public IReadOnlyList<ScopedReach> Scoped { get; }

    /// <summary>Each bit that only <see cref="Scoped"/> allows.</summary>
    public IEnumerable<long> ScopedBits
    {
        get
        {
            for (var left = Scoped.Aggregate(0L, (bits, s) => bits | s.Bits) & ~ForEveryone; left != 0; left &= left - 1) yield return left & -left;
        }
    }

    /// <summary>The ways to use a method, most preferred first.</summary>
    public IReadOnlyList<AllowedUse> Uses { get; }

    /// <summary>The users whom the policy asks for their most secure method first.</summary>
    public GroupScope SystemPreferred { get; }

    /// <summary>The most preferred way to use a registered and allowed method; null if there is none.</summary>
    /// <param name="usable">The bits of the registered and allowed methods.</param>
    /// <param name="scopedUses">As in <see cref="RegistrationReportRow"/>.</param>
    public string? Preferred(long usable, long scopedUses)
    {
        for (var i = 0; i < Uses.Count; i++)
        {
            if ((Uses[i].Use.Bits & usable) != 0 && (Uses[i].Users is null || (scopedUses & BitOf(i)) != 0)) return Uses[i].Use.Name;
        }

        return null;
    }

    /// <summary>The bit of a use in <see cref="RegistrationReportRow.ScopedUses"/>.</summary>
    public static long BitOf(int use) => 1L << use;
}

/// <summary>A way to use a method, and the users it is restricted to; null for everyone who may use the method.</summary>
internal sealed record AllowedUse(MethodUse Use, GroupScope? Users);

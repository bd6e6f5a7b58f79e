using AuthMethods.Storage;

namespace AuthMethods.Methods.Policy;

/// <summary>A set of users, by group. Exclusion beats inclusion.</summary>
public sealed record GroupScope(bool IncludesEveryone, Guid[] Included, Guid[] Excluded)
{
    public static readonly GroupScope Everyone = new(true, [], []);

    public static readonly GroupScope Nobody = new(false, [], []);

    public bool IsEveryone => IncludesEveryone && Excluded.Length == 0;

    public bool IsNobody => !IncludesEveryone && Included.Length == 0;

    /// <summary>Equal for scopes with the same users.</summary>
    public string Key => $"{IncludesEveryone} {string.Join(',', Included.Order())} {string.Join(',', Excluded.Order())}";

    public static GroupScope Of(IEnumerable<string> included, IEnumerable<string> excluded)
    {
        var ids = included.ToArray();
        return new(ids.Contains(MethodTarget.AllUsers), Groups(ids), Groups(excluded));
    }

    private static Guid[] Groups(IEnumerable<string> ids) => [.. ids.Where(id => GuidKey.TryParse(id, out _)).Select(Guid.Parse)];
}

/// <summary>Methods and the users who may use them.</summary>
/// <param name="Bits">The <see cref="Registered.Bit"/>s of the methods.</param>
/// <param name="Users">The users.</param>
internal sealed record ScopedReach(long Bits, GroupScope Users);

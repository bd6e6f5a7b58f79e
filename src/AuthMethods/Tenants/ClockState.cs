using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Tenants;

/// <summary>The clock of a tenant. Everything in the tenant that asks for the time asks it.</summary>
[GraphType("tenantClock")]
[Example("""{"now":"2026-01-15T10:31:00Z","frozen":false,"rate":1}""")]
public sealed class ClockState
{
    public DateTimeOffset Now { get; init; }

    /// <summary>Whether it stands still until it is set again.</summary>
    public bool Frozen { get; init; }

    /// <summary>How many of its seconds pass in one second.</summary>
    public double Rate { get; init; }
}

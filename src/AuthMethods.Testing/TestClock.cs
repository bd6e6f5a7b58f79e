using System.Text.Json.Nodes;

namespace AuthMethods.Testing;

/// <summary>The time of a tenant: that of its tokens, passes, codes and retention.</summary>
public sealed class TestClock
{
    private readonly TestTenant _tenant;

    internal TestClock(TestTenant tenant) => _tenant = tenant;

    /// <summary>The tenant's time now.</summary>
    public DateTimeOffset Now => (DateTimeOffset)_tenant.Control(HttpMethod.Get, "clock")!["now"]!;

    /// <summary>Moves the time on.</summary>
    public void Advance(TimeSpan time) => Change(new() { ["advanceSeconds"] = time.TotalSeconds });

    /// <summary>Sets the time, which goes on from there unless it is frozen.</summary>
    public void Set(DateTimeOffset now) => Change(new() { ["now"] = now });

    /// <summary>Stops the time, or stops it at an instant, until it is released.</summary>
    public void Freeze(DateTimeOffset? at = null)
    {
        var change = new JsonObject { ["frozen"] = true };
        if (at is { } now) change["now"] = now;
        Change(change);
    }

    /// <summary>Lets the time go on.</summary>
    public void Release() => Change(new() { ["frozen"] = false });

    private void Change(JsonObject change) => _tenant.Control(HttpMethod.Patch, "clock", change);
}

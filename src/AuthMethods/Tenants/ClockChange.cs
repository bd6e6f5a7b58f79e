using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Tenants;

/// <summary>How a clock is set: to an instant, or on or back by some seconds; and how it goes from then on.</summary>
internal sealed record ClockChange(DateTimeOffset? Now, TimeSpan Advance, bool? IsFrozen, double? Rate)
{
    private const double MaxRate = 86_400;

    private static readonly HashSet<string> Names = new(["now", "advanceSeconds", "frozen", "rate"], StringComparer.OrdinalIgnoreCase);

    public static ClockChange Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOthers(Names);
        var sent = body.Parameters();
        var (now, advance, rate) = (sent.Instant("now"), Number(body, "advanceSeconds"), Number(body, "rate"));
        if (now is not null && advance is not null) throw GraphErrors.InvalidMethodValue("advanceSeconds");
        if (rate is not null and not (> 0 and <= MaxRate)) throw GraphErrors.InvalidMethodValue("rate");
        if (advance is { } seconds && Math.Abs(seconds) > (TenantClock.Latest - TenantClock.Earliest).TotalSeconds)
        {
            throw GraphErrors.InvalidMethodValue("advanceSeconds");
        }

        return new(now, TimeSpan.FromSeconds(advance ?? 0), sent.Flag("frozen"), rate);
    }

    /// <summary>The clock as this change sets it.</summary>
    public TenantClock Of(TenantClock current, DateTimeOffset server)
    {
        var now = (Now ?? current.At(server)) + Advance;
        if (now < TenantClock.Earliest || now > TenantClock.Latest) throw GraphErrors.InvalidMethodValue(Now is null ? "advanceSeconds" : "now");
        return new(server, now.ToUniversalTime(), Rate ?? current.Rate, IsFrozen ?? current.IsFrozen);
    }

    private static double? Number(GraphBody body, string name) => body.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        _ => throw GraphErrors.InvalidMethodValue(name),
    };
}

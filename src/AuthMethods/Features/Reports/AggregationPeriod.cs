using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>aggregationPeriod</c>: the last day, week or thirty days.</summary>
[UnknownFutureValue(3)]
public enum AggregationPeriod
{
    D1,
    D7,
    D30,
}

internal static class AggregationPeriods
{
    public const string Values = "`d1`, `d7` or `d30`.";

    /// <summary>The length of a period that a function's argument names, in any letter case.</summary>
    public static TimeSpan Parse(string? literal)
    {
        if (literal is null) throw GraphErrors.ParameterRequired("period");
        return literal is ['\'', .. var name, '\''] && name.All(char.IsAsciiLetterOrDigit) && !name.All(char.IsAsciiDigit)
            && Enum.TryParse<AggregationPeriod>(name, ignoreCase: true, out var period)
            ? TimeSpan.FromDays(period switch { AggregationPeriod.D1 => 1, AggregationPeriod.D7 => 7, _ => 30 })
            : throw GraphErrors.ParameterValueInvalid("period", Enum.GetValues<AggregationPeriod>().Select(v => GraphEnum.Name(v)));
    }
}

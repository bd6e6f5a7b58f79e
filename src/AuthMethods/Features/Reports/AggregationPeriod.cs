using System.Text.RegularExpressions;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.Reports;

/// <summary>Graph's <c>aggregationPeriod</c>, the parameter of functions that count: one day, a week or thirty days.</summary>
internal static partial class AggregationPeriod
{
    private static readonly string[] Values = ["d1", "d7", "d30"];

    /// <summary>Reads <c>period='d7'</c>, in any letter case.</summary>
    public static TimeSpan Parse(string arguments)
    {
        if (Argument().Match(arguments) is not { Success: true } match) throw GraphErrors.ParameterRequired("period");
        return match.Groups["value"].Value.ToLowerInvariant() switch
        {
            "d1" => TimeSpan.FromDays(1),
            "d7" => TimeSpan.FromDays(7),
            "d30" => TimeSpan.FromDays(30),
            _ => throw GraphErrors.ParameterValueInvalid("period", Values),
        };
    }

    [GeneratedRegex(@"^period='(?<value>[A-Za-z0-9]*)'\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}

using System.Globalization;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Query;

/// <summary>The options of a call that waits for the next of something: for how many <c>seconds</c>, and <c>after</c> which one.</summary>
internal static class WaitOptions
{
    private const int MaxSeconds = 60;

    /// <summary>Throws if they are not a number of seconds that is allowed and an id.</summary>
    public static (TimeSpan Wait, Guid? After) Read(HttpContext http)
    {
        var (seconds, after) = (Option(http, "seconds"), Option(http, "after"));
        var wait = 0;
        var isNumber = seconds is null || int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out wait);
        if (!isNumber || wait > MaxSeconds) throw GraphErrors.InvalidMethodValue("seconds");
        if (after is null) return (TimeSpan.FromSeconds(wait), null);
        return GuidKey.TryParse(after, out var id) ? (TimeSpan.FromSeconds(wait), id) : throw GraphErrors.InvalidMethodValue("after");
    }

    private static string? Option(HttpContext http, string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;
}

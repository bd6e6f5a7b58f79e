using System.Globalization;
using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Credentials;

/// <summary>When wrong secrets lock a user out, and for how long. A tenant sets both in the directory setting "Password Rule Settings".</summary>
/// <param name="Threshold">The number of failures after which the user is locked out; each further one locks again.</param>
/// <param name="Duration">The first lockout's length; each further one is twice as long.</param>
internal sealed record LockoutRules(int Threshold, TimeSpan Duration)
{
    /// <summary>The name of the directory setting's document.</summary>
    public const string Document = "passwordRuleSettings";

    public const string ThresholdName = "LockoutThreshold";
    public const string DurationName = "LockoutDurationInSeconds";

    public const int LeastThreshold = 1;
    public const int MostThreshold = 50;
    public const int LeastSeconds = 5;
    public const int MostSeconds = 18_000;

    public static readonly LockoutRules Default = new(10, TimeSpan.FromSeconds(60));

    private static readonly TimeSpan Longest = TimeSpan.FromHours(5);

    /// <summary>When the lockout ends that a counter's failures led to; null if they led to none.</summary>
    public DateTimeOffset? LockedUntil(GuessCountRow count)
    {
        var further = count.Failures - Threshold;
        if (further < 0) return null;
        var longest = Duration > Longest ? Duration : Longest;
        var length = further < 20 ? Duration * (1 << further) : longest;
        return count.LastDateTime + (length < longest ? length : longest);
    }

    public static async Task<LockoutRules> OfAsync(AuthDb db)
    {
        var json = await db.Set<TenantDocumentRow>().Where(d => d.Name == Document).Select(d => d.Json).SingleOrDefaultAsync();
        if (json is null) return Default;
        using var setting = JsonDocument.Parse(json);
        var values = setting.RootElement.GetProperty("values").EnumerateArray()
            .ToDictionary(v => v.GetProperty("name").GetString()!, v => v.GetProperty("value").GetString());
        return new(
            Number(ThresholdName) ?? Default.Threshold,
            Number(DurationName) is { } seconds ? TimeSpan.FromSeconds(seconds) : Default.Duration);

        int? Number(string name) =>
            int.TryParse(values.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

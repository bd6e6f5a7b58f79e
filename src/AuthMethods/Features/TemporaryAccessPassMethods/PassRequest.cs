using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>The pass that a body asks for; what it leaves out is for the policy to say.</summary>
public sealed record PassRequest(DateTimeOffset? Start, int? LifetimeInMinutes, bool? IsUsableOnce)
{
    // Clocks differ: a start that has just passed is now.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static PassRequest In(GraphBody.Sent sent) =>
        new(sent.Instant("startDateTime")?.ToUniversalTime(), sent.Number("lifetimeInMinutes"), sent.Flag("isUsableOnce"));

    /// <summary>The pass as the policy allows it at <paramref name="now"/>.</summary>
    public (DateTimeOffset Start, int Lifetime, bool IsUsableOnce) Under(TemporaryAccessPassConfiguration policy, DateTimeOffset now)
    {
        var lifetime = LifetimeInMinutes ?? policy.DefaultLifetimeInMinutes;
        if (lifetime < policy.MinimumLifetimeInMinutes || lifetime > policy.MaximumLifetimeInMinutes)
        {
            throw GraphErrors.PassLifetime(policy.MinimumLifetimeInMinutes, policy.MaximumLifetimeInMinutes);
        }

        if (Start < now - Skew) throw GraphErrors.PassStartsInThePast();
        if (policy.IsUsableOnce && IsUsableOnce == false) throw GraphErrors.PassMustBeForOneUse();
        return (Start > now ? Start.Value : now, lifetime, IsUsableOnce ?? policy.IsUsableOnce);
    }
}

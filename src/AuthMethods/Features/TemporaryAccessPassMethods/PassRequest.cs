using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>The pass that a body requests. The policy supplies omitted values.</summary>
internal sealed record PassRequest(DateTimeOffset? Start, int? LifetimeInMinutes, bool? IsUsableOnce)
{
    // Tolerates clock skew: a start that has just passed means now.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static PassRequest Read(GraphBody.Sent sent) =>
        new(sent.Instant("startDateTime")?.ToUniversalTime(), sent.Number("lifetimeInMinutes"), sent.Flag("isUsableOnce"));

    /// <summary>The refusal when the policy does not allow the pass at <paramref name="now"/>.</summary>
    public GraphException? Refuse(TemporaryAccessPassConfiguration policy, DateTimeOffset now)
    {
        var lifetime = LifetimeUnder(policy);
        if (lifetime < policy.MinimumLifetimeInMinutes || lifetime > policy.MaximumLifetimeInMinutes)
        {
            return TemporaryAccessPassErrors.PassLifetimeOutOfRange(policy.MinimumLifetimeInMinutes, policy.MaximumLifetimeInMinutes);
        }

        if (Start < now - Skew) return TemporaryAccessPassErrors.PassStartsInThePast();
        return policy.IsUsableOnce && IsUsableOnce == false ? TemporaryAccessPassErrors.PassMustBeForOneUse() : null;
    }

    /// <summary>Creates the row, with the values of the policy for omitted ones.</summary>
    public TemporaryAccessPassRow ToRow(TemporaryAccessPassConfiguration policy, string hash, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString(),
        CreatedDateTime = now,
        PassHash = hash,
        StartDateTime = Start > now ? Start.Value : now,
        LifetimeInMinutes = LifetimeUnder(policy),
        IsUsableOnce = IsUsableOnce ?? policy.IsUsableOnce,
    };

    private int LifetimeUnder(TemporaryAccessPassConfiguration policy) => LifetimeInMinutes ?? policy.DefaultLifetimeInMinutes;
}

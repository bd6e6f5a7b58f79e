using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>Graph's <c>temporaryAccessPassAuthenticationMethodConfiguration</c>.</summary>
[GraphType("temporaryAccessPassAuthenticationMethodConfiguration")]
public sealed class TemporaryAccessPassConfiguration : MethodConfiguration<MethodTarget>
{
    private const int MinLifetime = 10;
    private const int MaxLifetime = 43_200;

    public TemporaryAccessPassConfiguration() => Id = "TemporaryAccessPass";

    public int DefaultLifetimeInMinutes { get; set; } = 60;

    /// <summary>The number of characters of a new pass.</summary>
    public int DefaultLength { get; set; } = 8;

    public int MinimumLifetimeInMinutes { get; set; } = 60;

    public int MaximumLifetimeInMinutes { get; set; } = 480;

    /// <summary>If on, every pass is for one sign-in; if off, its creator chooses.</summary>
    public bool IsUsableOnce { get; set; }

    internal override string? InvalidProperty() =>
        MinimumLifetimeInMinutes is < MinLifetime or > MaxLifetime ? "minimumLifetimeInMinutes"
        : MaximumLifetimeInMinutes < MinimumLifetimeInMinutes || MaximumLifetimeInMinutes > MaxLifetime ? "maximumLifetimeInMinutes"
        : DefaultLifetimeInMinutes < MinimumLifetimeInMinutes || DefaultLifetimeInMinutes > MaximumLifetimeInMinutes ? "defaultLifetimeInMinutes"
        : DefaultLength is < 8 or > 48 ? "defaultLength"
        : base.InvalidProperty();
}

using Microsoft.Extensions.Options;

namespace AuthMethods.Wire.Throttling;

/// <summary>The section <c>Throttling</c>: the limits for each application. The defaults are Graph's own limits.</summary>
public sealed class ThrottlingOptions
{
    public bool Enabled { get; set; }

    /// <summary>Resource units of one application in one tenant within 10 seconds. Graph allows 3,500, 5,000 or 8,000, by the tenant's size.</summary>
    public int ResourceUnits { get; set; } = 8_000;

    /// <summary>Writes of one application in one tenant within 150 seconds.</summary>
    public int Writes { get; set; } = 3_000;

    /// <summary>Resource units of one application in all tenants within 20 seconds.</summary>
    public int ApplicationResourceUnits { get; set; } = 150_000;

    /// <summary>Writes of one application in all tenants within 300 seconds.</summary>
    public int ApplicationWrites { get; set; } = 35_000;

    /// <summary>Reads of reports and audit logs by one application in one tenant within 10 seconds.</summary>
    public int Reports { get; set; } = 5;

    internal bool AreAllPositive =>
        new[] { ResourceUnits, Writes, ApplicationResourceUnits, ApplicationWrites, Reports }.All(limit => limit > 0);
}

internal sealed class ThrottlingOptionsValidator : IValidateOptions<ThrottlingOptions>
{
    public ValidateOptionsResult Validate(string? name, ThrottlingOptions options) => options.AreAllPositive
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("The limits in Throttling must be greater than zero. To turn them off, set Throttling:Enabled to false.");
}

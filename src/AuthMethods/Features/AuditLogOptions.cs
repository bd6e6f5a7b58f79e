using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

/// <summary>The section <c>AuditLog</c>.</summary>
public sealed class AuditLogOptions
{
    /// <summary>A hundred years.</summary>
    internal const int MostDays = 36_500;

    /// <summary>After how many days a record is removed; 0: never.</summary>
    public int RetentionDays { get; set; }
}

internal sealed class AuditLogOptionsValidator : IValidateOptions<AuditLogOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditLogOptions options) => options.RetentionDays is >= 0 and <= AuditLogOptions.MostDays
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"AuditLog:RetentionDays must be 0, which is without limit, or up to {AuditLogOptions.MostDays}.");
}

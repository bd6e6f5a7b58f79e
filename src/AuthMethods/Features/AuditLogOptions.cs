using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

/// <summary>The section <c>AuditLog</c>.</summary>
public sealed class AuditLogOptions
{
    /// <summary>100 years.</summary>
    internal const int MaxDays = 36_500;

    /// <summary>After how many days an audit record is removed; 0 keeps it indefinitely.</summary>
    public int RetentionDays { get; set; }
}

internal sealed class AuditLogOptionsValidator : IValidateOptions<AuditLogOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditLogOptions options) => options.RetentionDays is >= 0 and <= AuditLogOptions.MaxDays
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"AuditLog:RetentionDays must be from 0, which keeps records indefinitely, to {AuditLogOptions.MaxDays}.");
}

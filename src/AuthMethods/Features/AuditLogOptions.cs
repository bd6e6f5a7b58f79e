using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

/// <summary>The section <c>AuditLog</c>.</summary>
public sealed class AuditLogOptions
{
    /// <summary>100 years.</summary>
    internal const int MaxDays = 36_500;

    /// <summary>After how many days an audit record is removed; 0 keeps it indefinitely.</summary>
    public int RetentionDays { get; set; }

    /// <summary>After how many days a sign-in is removed from the sign-in log; 0 keeps it indefinitely.</summary>
    public int SignInRetentionDays { get; set; } = 30;
}

internal sealed class AuditLogOptionsValidator : IValidateOptions<AuditLogOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditLogOptions options)
    {
        string[] problems =
        [
            .. Problems("RetentionDays", options.RetentionDays),
            .. Problems("SignInRetentionDays", options.SignInRetentionDays),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string key, int days) => days is >= 0 and <= AuditLogOptions.MaxDays
        ? []
        : [$"AuditLog:{key} must be from 0, which keeps records indefinitely, to {AuditLogOptions.MaxDays}."];
}

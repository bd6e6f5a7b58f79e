using Microsoft.Extensions.Options;

namespace AuthMethods.Methods;

/// <summary>The section <c>SelfServicePasswordReset</c>.</summary>
public sealed class SelfServicePasswordResetOptions
{
    /// <summary>Whether users may reset their own passwords on the page <c>/password-reset</c>.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many methods a user needs to reset a password, 1 or 2.</summary>
    public int MethodsRequired { get; set; } = 1;
}

internal sealed class SelfServicePasswordResetOptionsValidator : IValidateOptions<SelfServicePasswordResetOptions>
{
    public ValidateOptionsResult Validate(string? name, SelfServicePasswordResetOptions options) => options.MethodsRequired is 1 or 2
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("SelfServicePasswordReset:MethodsRequired must be 1 or 2.");
}

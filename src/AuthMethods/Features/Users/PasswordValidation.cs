using AuthMethods.Credentials;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Users;

/// <summary>Graph's <c>passwordValidationInformation</c>: whether a password is valid, and which rules it breaks.</summary>
[GraphType("passwordValidationInformation")]
[Example(
    """{"isValid":false,"validationResults":[{"ruleName":"LengthRule","validationPassed":false,"message":"The password must have 8 to 256 characters."}]}""")]
public sealed class PasswordValidation
{
    public bool IsValid { get; init; }

    public required IReadOnlyList<PasswordValidationResult> ValidationResults { get; init; }

    internal static PasswordValidation Of(string password)
    {
        PasswordValidationResult[] results = [.. PasswordRules.Check(password).Select(r => new PasswordValidationResult(r.Rule, r.IsMet, r.Message))];
        return new() { IsValid = results.All(r => r.ValidationPassed), ValidationResults = results };
    }
}

/// <summary>Graph's <c>validationResult</c>.</summary>
public sealed record PasswordValidationResult(string RuleName, bool ValidationPassed, string Message);

using AuthMethods.Storage;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.SignIns;

/// <summary>Graph's <c>authenticationDetail</c>: one step of a sign-in.</summary>
[GraphType("authenticationDetail")]
public sealed record AuthenticationDetail(
    DateTimeOffset AuthenticationStepDateTime, string AuthenticationMethod, string? AuthenticationMethodDetail, bool Succeeded,
    string? AuthenticationStepResultDetail, string AuthenticationStepRequirement)
{
    private const string Previous = "Previously satisfied";
    private const string Primary = "Primary authentication";
    private const string Second = "Multifactor authentication";

    internal static IEnumerable<AuthenticationDetail> Of(SignInRow row)
    {
        var at = row.CreatedDateTime;
        if (row.Method is { } method)
        {
            var isPassword = method == "Password";
            var result = !isPassword ? null : row.IsMethodRight ? "Correct password" : "Invalid username or password or Invalid on-premise username or password.";
            yield return new(at, method, isPassword ? "Password in the cloud" : null, row.IsMethodRight, result, Primary);
        }
        else if (row.UserId is not null && (row.EventType == SignInEventType.NonInteractiveUser || row.ErrorCode == 0 || row.SecondMethod is not null))
        {
            yield return new(at, Previous, null, true, "First factor requirement satisfied by claim in the token", Primary);
            if (row is { HasMultiFactor: true, SecondMethod: null }) yield return new(at, Previous, null, true, "MFA requirement satisfied by claim in the token", Second);
        }

        if (row.SecondMethod is { } second)
        {
            var result = row.IsSecondMethodRight ? "MFA completed in Azure AD" : "MFA denied; the answer was wrong";
            yield return new(at, second, null, row.IsSecondMethodRight, result, Second);
        }
    }
}

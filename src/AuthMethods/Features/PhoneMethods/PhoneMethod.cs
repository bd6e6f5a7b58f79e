using AuthMethods.Graph;
using AuthMethods.Users;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Graph's <c>phoneAuthenticationMethod</c>.</summary>
[GraphType("phoneAuthenticationMethod")]
public sealed class PhoneMethod : AuthenticationMethod
{
    public string? PhoneNumber { get; init; }

    public PhoneType PhoneType { get; init; }

    public SmsSignInState SmsSignInState { get; init; }

    public static PhoneMethod From(PhoneMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        PhoneNumber = view.IsMasked ? PhoneMethods.PhoneNumber.Mask(row.PhoneNumber) : row.PhoneNumber,
        PhoneType = row.PhoneType,
        SmsSignInState = row.StateOfSmsSignIn(view.SmsSignInAllowed),
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>authenticationPhoneType</c>.</summary>
public enum PhoneType
{
    Mobile,
    AlternateMobile,
    Office,
}

/// <summary>Graph's <c>authenticationMethodSignInState</c>.</summary>
public enum SmsSignInState
{
    NotSupported,
    NotAllowedByPolicy,
    NotEnabled,
    PhoneNumberNotUnique,
    Ready,
    NotConfigured,
}

using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Graph's <c>phoneAuthenticationMethod</c>.</summary>
[GraphType("phoneAuthenticationMethod")]
[Example("""{"id":"3179e48a-750b-4051-897c-87b9720928f7","phoneNumber":"+1 2065555501","phoneType":"mobile","smsSignInState":"notAllowedByPolicy","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class PhoneMethod : AuthenticationMethod
{
    public string? PhoneNumber { get; init; }

    public PhoneType PhoneType { get; init; }

    public SmsSignInState SmsSignInState { get; init; }

    internal static PhoneMethod From(PhoneMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        PhoneNumber = view.IsMasked ? PhoneMethods.PhoneNumber.Mask(row.PhoneNumber) : row.PhoneNumber,
        PhoneType = row.PhoneType,
        SmsSignInState = row.StateOfSmsSignIn(row.PhoneType == PhoneType.Mobile && SmsConfiguration.AllowsSignIn(view.Policy)),
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>authenticationPhoneType</c>.</summary>
[GraphName("authenticationPhoneType"), UnknownFutureValue(3)]
public enum PhoneType
{
    Mobile,
    AlternateMobile,
    Office,
}

/// <summary>Graph's <c>authenticationMethodSignInState</c>.</summary>
[GraphName("authenticationMethodSignInState"), UnknownFutureValue(6)]
public enum SmsSignInState
{
    NotSupported,
    NotAllowedByPolicy,
    NotEnabled,
    PhoneNumberNotUnique,
    Ready,
    NotConfigured,
}

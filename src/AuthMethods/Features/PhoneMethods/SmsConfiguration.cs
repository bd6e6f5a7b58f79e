using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Graph's <c>smsAuthenticationMethodConfiguration</c>.</summary>
[GraphType("smsAuthenticationMethodConfiguration")]
public sealed class SmsConfiguration : MethodConfiguration<SmsTarget>
{
    public SmsConfiguration() => Id = "Sms";

    /// <summary>Whether a user may sign in with an SMS.</summary>
    internal static bool IsForSignIn(UserPolicy user) => user.TargetsOf(user.Tenant.Of<SmsConfiguration>()).Any(t => t.IsUsableForSignIn);
}

/// <summary>Graph's <c>smsAuthenticationMethodTarget</c>.</summary>
[GraphType("smsAuthenticationMethodTarget")]
public sealed class SmsTarget : MethodTarget
{
    /// <summary>Whether SMS is a first factor for them, beside a second one.</summary>
    public bool IsUsableForSignIn { get; set; }
}

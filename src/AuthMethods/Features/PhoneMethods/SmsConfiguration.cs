using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Graph's <c>smsAuthenticationMethodConfiguration</c>.</summary>
[GraphType("smsAuthenticationMethodConfiguration")]
public sealed class SmsConfiguration : MethodConfiguration<SmsTarget>
{
    public SmsConfiguration() => Id = "Sms";

    /// <summary>Whether the user may sign in by SMS.</summary>
    internal static bool AllowsSignIn(UserPolicy user) => user.TargetsOf(user.Tenant.Of<SmsConfiguration>()).Any(t => t.IsUsableForSignIn);
}

/// <summary>Graph's <c>smsAuthenticationMethodTarget</c>.</summary>
[GraphType("smsAuthenticationMethodTarget")]
public sealed class SmsTarget : MethodTarget
{
    /// <summary>Whether SMS is also a first factor for them, not only a second one.</summary>
    public bool IsUsableForSignIn { get; set; }
}

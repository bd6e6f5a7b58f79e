using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Graph's <c>emailAuthenticationMethodConfiguration</c>: one-time codes by email, for guests.</summary>
[GraphType("emailAuthenticationMethodConfiguration")]
public sealed class EmailConfiguration : MethodConfiguration<MethodTarget>
{
    public EmailConfiguration() => (Id, IncludeTargets) = ("Email", []);

    public ExternalEmailOtpState AllowExternalIdToUseEmailOtp { get; set; }
}

/// <summary>Graph's <c>externalEmailOtpState</c>; the default means "managed by Microsoft".</summary>
[UnknownFutureValue(3)]
public enum ExternalEmailOtpState
{
    Default,
    Enabled,
    Disabled,
}

using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Policies;

/// <summary>Graph's <c>authenticationMethodsPolicy</c>: one object in each tenant, which cannot be created or deleted.</summary>
[GraphType("authenticationMethodsPolicy")]
public sealed class AuthenticationMethodsPolicy : IHasContained
{
    [Computed, Default]
    public string Id { get; set; } = "authenticationMethodsPolicy";

    [Computed, Default]
    public string DisplayName { get; set; } = "Authentication Methods Policy";

    [Computed, Default]
    public string Description { get; set; } =
        "The tenant-wide policy that controls which authentication methods are allowed in the tenant, authentication method registration requirements, and self-service password reset settings";

    /// <summary>When the policy or one of its configurations last changed.</summary>
    [Computed, Default]
    public DateTimeOffset LastModifiedDateTime { get; set; }

    [Computed, Default]
    public string PolicyVersion { get; set; } = "1.5";

    [Default]
    public PolicyMigrationState? PolicyMigrationState { get; set; }

    public int? ReconfirmationInDays { get; set; }

    [Default]
    public RegistrationEnforcement RegistrationEnforcement { get; set; } = new();

    [Computed, Default, Contained]
    public IReadOnlyList<MethodConfiguration> AuthenticationMethodConfigurations { get; set; } = [];

    [BetaOnly, Default]
    public SystemCredentialPreferences SystemCredentialPreferences { get; set; } = new();

    [BetaOnly, Default]
    public ReportSuspiciousActivitySettings ReportSuspiciousActivitySettings { get; set; } = new();

    [BetaOnly, Default]
    public AuthenticatorPlatformSettings? MicrosoftAuthenticatorPlatformSettings { get; set; }

    string IHasContained.Path => "policies/authenticationMethodsPolicy";

    /// <summary>The first property with an invalid value; null when all are valid.</summary>
    internal string? InvalidProperty() =>
        ReconfirmationInDays is < 0 ? "reconfirmationInDays"
        : !RegistrationEnforcement.AuthenticationMethodsRegistrationCampaign.IsValid ? "authenticationMethodsRegistrationCampaign"
        : !SystemCredentialPreferences.IsValid ? "systemCredentialPreferences"
        : !ReportSuspiciousActivitySettings.IsValid ? "reportSuspiciousActivitySettings"
        : MicrosoftAuthenticatorPlatformSettings?.IsValid == false ? "microsoftAuthenticatorPlatformSettings"
        : null;
}

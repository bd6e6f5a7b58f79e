using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>Graph's <c>registrationEnforcement</c>.</summary>
[GraphType("registrationEnforcement")]
public sealed class RegistrationEnforcement
{
    public RegistrationCampaign AuthenticationMethodsRegistrationCampaign { get; set; } = new();
}

/// <summary>Graph's <c>authenticationMethodsRegistrationCampaign</c>: who is asked to set up Microsoft Authenticator or a passkey when they sign in.</summary>
[GraphType("authenticationMethodsRegistrationCampaign")]
public sealed class RegistrationCampaign
{
    /// <summary>For how many days a user may postpone it.</summary>
    public int SnoozeDurationInDays { get; set; } = 1;

    /// <summary>A user can't postpone it more than three times.</summary>
    [BetaOnly]
    public bool EnforceRegistrationAfterAllowedSnoozes { get; set; } = true;

    public FeatureState State { get; set; }

    public IReadOnlyList<ExcludeTarget> ExcludeTargets { get; set; } = [];

    public IReadOnlyList<RegistrationCampaignTarget> IncludeTargets { get; set; } = [new() { Id = MethodTarget.AllUsers }];

    internal bool NamesGroups => ExcludeTargets.Count > 0 || IncludeTargets.Any(t => t.Id != MethodTarget.AllUsers);

    /// <summary>Reads it from the stored settings of a policy; the default if there is none.</summary>
    internal static RegistrationCampaign From(string? settings) =>
        StoredSetting.Read<RegistrationEnforcement>(settings, "registrationEnforcement")?.AuthenticationMethodsRegistrationCampaign ?? new();

    internal bool IsValid =>
        SnoozeDurationInDays is >= 0 and <= 14
        && ExcludeTargets.All(t => MethodTarget.IsId(t.Id))
        && IncludeTargets.All(t => MethodTarget.IsId(t.Id) && t.IsKnownMethod)
        && IncludeTargets.DistinctBy(t => t.TargetedAuthenticationMethod, StringComparer.OrdinalIgnoreCase).Count() <= 1;
}

/// <summary>Graph's <c>authenticationMethodsRegistrationCampaignIncludeTarget</c>.</summary>
[GraphType("authenticationMethodsRegistrationCampaignIncludeTarget", IsComplex = true)]
public sealed class RegistrationCampaignTarget
{
    private static readonly string[] Methods = ["microsoftAuthenticator", "Fido2"];

    public string Id { get; set => field = MethodTarget.Stored(value); } = "";

    public TargetType TargetType { get; set; } = TargetType.Group;

    /// <summary>The method that the campaign promotes, in any case; the same for all targets.</summary>
    public string TargetedAuthenticationMethod { get; set; } = Methods[0];

    internal bool IsKnownMethod => Methods.Contains(TargetedAuthenticationMethod, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Graph's <c>systemCredentialPreferences</c>: which users are asked for their most secure method first.</summary>
[GraphType("systemCredentialPreferences")]
public sealed class SystemCredentialPreferences
{
    public FeatureState State { get; set; }

    public IReadOnlyList<ExcludeTarget> ExcludeTargets { get; set; } = [];

    public IReadOnlyList<IncludeTarget> IncludeTargets { get; set; } = [new() { Id = MethodTarget.AllUsers }];

    internal bool IsValid =>
        ExcludeTargets.All(t => MethodTarget.IsId(t.Id) && t.TargetType == TargetType.Group)
        && IncludeTargets.All(t => MethodTarget.IsId(t.Id) && t.TargetType == TargetType.Group);

    /// <summary>The default, "managed by Microsoft", means on.</summary>
    internal bool IsOn => State != FeatureState.Disabled;

    internal bool NamesGroups => ExcludeTargets.Count > 0 || IncludeTargets.Any(t => t.Id != MethodTarget.AllUsers);

    /// <summary>Reads them from the stored settings of a policy; the defaults if there are none.</summary>
    internal static SystemCredentialPreferences From(string? settings) =>
        StoredSetting.Read<SystemCredentialPreferences>(settings, "systemCredentialPreferences") ?? new();
}

/// <summary>Graph's <c>reportSuspiciousActivitySettings</c>: which users may report a sign-in request that they didn't start.</summary>
[GraphType("reportSuspiciousActivitySettings")]
public sealed class ReportSuspiciousActivitySettings
{
    public FeatureState State { get; set; }

    public IncludeTarget IncludeTarget { get; set; } = new() { Id = MethodTarget.AllUsers };

    /// <summary>The key to press during a call.</summary>
    public int VoiceReportingCode { get; set; }

    internal bool IsValid => MethodTarget.IsId(IncludeTarget.Id) && VoiceReportingCode is >= 0 and <= 9;

    internal bool NamesGroups => IncludeTarget.Id != MethodTarget.AllUsers;

    /// <summary>Reads them from the stored settings of a policy; the defaults if there are none.</summary>
    internal static ReportSuspiciousActivitySettings From(string? settings) =>
        StoredSetting.Read<ReportSuspiciousActivitySettings>(settings, "reportSuspiciousActivitySettings") ?? new();
}

/// <summary>Graph's <c>microsoftAuthenticatorPlatformSettings</c>.</summary>
[GraphType("microsoftAuthenticatorPlatformSettings")]
public sealed class AuthenticatorPlatformSettings
{
    public EnforceAppPIN? EnforceAppPIN { get; set; }

    internal bool IsValid => EnforceAppPIN is not { } enforced
        || (enforced.IncludeTargets.All(t => MethodTarget.IsId(t.Id)) && enforced.ExcludeTargets.All(t => MethodTarget.IsId(t.Id)));
}

/// <summary>Graph's <c>enforceAppPIN</c>: who must set a PIN for Microsoft Authenticator.</summary>
[GraphType("enforceAppPIN")]
public sealed class EnforceAppPIN
{
    public IReadOnlyList<ExcludeTarget> ExcludeTargets { get; set; } = [];

    public IReadOnlyList<IncludeTarget> IncludeTargets { get; set; } = [];
}

/// <summary>Graph's <c>authenticationMethodsPolicyMigrationState</c>.</summary>
[GraphName("authenticationMethodsPolicyMigrationState"), UnknownFutureValue(3)]
public enum PolicyMigrationState
{
    PreMigration,
    MigrationInProgress,
    MigrationComplete,
}

internal static class StoredSetting
{
    /// <summary>A part of the stored settings of a policy; null if it isn't there.</summary>
    public static T? Read<T>(string? settings, string name) where T : class =>
        settings is null ? null : (T?)JsonNode.Parse(settings)![name].Deserialize(GraphJson.Options.GetTypeInfo(typeof(T)));
}

using System.Text.Json.Serialization;
using AuthMethods.Graph;

namespace AuthMethods.Policy.Configurations;

/// <summary>Graph's <c>fido2AuthenticationMethodConfiguration</c>: passkeys.</summary>
[GraphType("fido2AuthenticationMethodConfiguration")]
public sealed class Fido2Configuration : MethodConfiguration<PasskeyTarget>
{
    public Guid? DefaultPasskeyProfile { get; set; } = PasskeyProfile.Default;

    /// <summary>Off, nobody can register a passkey, an administrator on a user's behalf included.</summary>
    public bool IsSelfServiceRegistrationAllowed { get; set; } = true;

    public bool IsAttestationEnforced { get; set; }

    public KeyRestrictions KeyRestrictions { get; set; } = new();

    [JsonPropertyOrder(2)]
    public IReadOnlyList<PasskeyProfile> PasskeyProfiles { get; set; } = [new()];

    /// <summary>
    /// What a passkey of this user must be: one of these. They are the profiles of the targets the user is in, or, where the tenant
    /// has none, the configuration's own settings.
    /// </summary>
    public IReadOnlyList<PasskeyProfile> ProfilesFor(UserPolicy user)
    {
        if (PasskeyProfiles.Count == 0)
        {
            return
            [
                new()
                {
                    PasskeyTypes = PasskeyTypes.DeviceBound | PasskeyTypes.Synced,
                    AttestationEnforcement = IsAttestationEnforced ? AttestationEnforcement.RegistrationOnly : AttestationEnforcement.Disabled,
                    KeyRestrictions = KeyRestrictions,
                },
            ];
        }

        var allowed = user.TargetsOf(this).SelectMany(t => t.AllowedPasskeyProfiles).ToHashSet();
        return [.. PasskeyProfiles.Where(p => allowed.Contains(p.Id))];
    }
}

/// <summary>Graph's <c>passkeyProfile</c>.</summary>
[GraphType("passkeyProfile")]
public sealed class PasskeyProfile
{
    /// <summary>The profile that every tenant has and none can remove.</summary>
    public static readonly Guid Default = new("00000000-0000-0000-0000-000000000001");

    public Guid Id { get; set; } = Default;

    public string? Name { get; set; } = "Default passkey profile";

    public PasskeyTypes PasskeyTypes { get; set; } = PasskeyTypes.DeviceBound;

    public AttestationEnforcement AttestationEnforcement { get; set; }

    public KeyRestrictions KeyRestrictions { get; set; } = new();
}

/// <summary>Graph's <c>fido2KeyRestrictions</c>: which models of authenticator, by their AAGUID.</summary>
[GraphType("fido2KeyRestrictions")]
public sealed class KeyRestrictions
{
    public bool IsEnforced { get; set; }

    public KeyRestrictionType EnforcementType { get; set; } = KeyRestrictionType.Block;

    public IReadOnlyList<Guid> AaGuids { get; set; } = [];

    public bool Permit(Guid aaGuid) => !IsEnforced || AaGuids.Contains(aaGuid) == (EnforcementType == KeyRestrictionType.Allow);
}

/// <summary>Graph's <c>fido2RestrictionEnforcementType</c>: only the listed models, or all but these.</summary>
public enum KeyRestrictionType
{
    Allow,
    Block,
}

/// <summary>Graph's <c>attestationEnforcement</c>.</summary>
public enum AttestationEnforcement
{
    Disabled,
    RegistrationOnly,
}

/// <summary>Graph's <c>passkeyTypes</c>.</summary>
[Flags]
public enum PasskeyTypes
{
    DeviceBound = 1,
    Synced = 2,
}

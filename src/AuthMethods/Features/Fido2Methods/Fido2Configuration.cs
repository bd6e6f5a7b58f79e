using System.Text.Json.Serialization;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Graph's <c>fido2AuthenticationMethodConfiguration</c>: passkeys.</summary>
[GraphType("fido2AuthenticationMethodConfiguration")]
public sealed class Fido2Configuration : MethodConfiguration<PasskeyTarget>
{
    private const int MaxProfiles = 3;

    public Fido2Configuration() => Id = "Fido2";

    [DeclaredAsText]
    public Guid? DefaultPasskeyProfile { get; set; } = PasskeyProfile.Default;

    /// <summary>If off, nobody can register a passkey, not even an administrator for a user.</summary>
    public bool IsSelfServiceRegistrationAllowed { get; set; } = true;

    public bool IsAttestationEnforced { get; set; }

    public KeyRestrictions KeyRestrictions { get; set; } = new();

    [JsonPropertyOrder(2), Contained]
    public IReadOnlyList<PasskeyProfile> PasskeyProfiles { get; set; } = [new() { Id = PasskeyProfile.Default, Name = "Default passkey profile" }];

    /// <summary>The profiles of the targets that include the user; a passkey must match one of them.</summary>
    public IReadOnlyList<PasskeyProfile> ProfilesFor(UserPolicy user)
    {
        var allowed = user.TargetsOf(this).SelectMany(t => t.AllowedPasskeyProfiles).ToHashSet();
        return [.. PasskeyProfiles.Where(p => allowed.Contains(p.Id))];
    }

    /// <summary>Whether a profile of the target allows passkeys of the type.</summary>
    internal bool Permits(PasskeyTarget target, PasskeyTypes type) =>
        PasskeyProfiles.Any(p => target.AllowedPasskeyProfiles.Contains(p.Id) && p.PasskeyTypes.HasFlag(type));

    /// <summary>The configuration's own restrictions are the older form of those of its default profile; a change of either is copied to the other.</summary>
    internal override void UpdateDependents(MethodConfiguration before)
    {
        foreach (var added in PasskeyProfiles.Where(p => p.Id == Guid.Empty)) added.Id = Guid.NewGuid();
        if (PasskeyProfiles.FirstOrDefault(p => p.Id == PasskeyProfile.Default) is not { } standard) return;
        var was = (Fido2Configuration)before;
        if (IsAttestationEnforced != was.IsAttestationEnforced || !KeyRestrictions.IsSameAs(was.KeyRestrictions))
        {
            standard.AttestationEnforcement = IsAttestationEnforced ? AttestationEnforcement.RegistrationOnly : AttestationEnforcement.Disabled;
            standard.KeyRestrictions = KeyRestrictions;
        }
        else
        {
            IsAttestationEnforced = standard.AttestationEnforcement == AttestationEnforcement.RegistrationOnly;
            KeyRestrictions = standard.KeyRestrictions;
        }
    }

    internal override string? InvalidProperty()
    {
        var ids = PasskeyProfiles.Select(p => p.Id).ToHashSet();
        if (ids.Count != PasskeyProfiles.Count || ids.Count > MaxProfiles || !ids.Contains(PasskeyProfile.Default)) return "passkeyProfiles";
        if (PasskeyProfiles.Any(p => string.IsNullOrWhiteSpace(p.Name) || p.PasskeyTypes == 0)) return "passkeyProfiles";
        if (DefaultPasskeyProfile is { } standard && !ids.Contains(standard)) return "defaultPasskeyProfile";
        return IncludeTargets.All(t => t.AllowedPasskeyProfiles.All(ids.Contains)) ? base.InvalidProperty() : "includeTargets";
    }
}

/// <summary>Graph's <c>passkeyProfile</c>.</summary>
[GraphType("passkeyProfile")]
public sealed class PasskeyProfile
{
    /// <summary>Every tenant has this profile and cannot remove it.</summary>
    public static readonly Guid Default = new("00000000-0000-0000-0000-000000000001");

    public Guid Id { get; set; }

    public string? Name { get; set; }

    public PasskeyTypes PasskeyTypes { get; set; } = PasskeyTypes.DeviceBound;

    public AttestationEnforcement AttestationEnforcement { get; set; }

    public KeyRestrictions KeyRestrictions { get; set; } = new();

    /// <summary>Whether a passkey may be used. Attestation matters only when it is registered.</summary>
    internal bool PermitsUse(Fido2MethodRow passkey) => KeyRestrictions.Permit(passkey.AaGuid)
        && PasskeyTypes.HasFlag(passkey.PasskeyType == PasskeyType.Synced ? PasskeyTypes.Synced : PasskeyTypes.DeviceBound);
}

/// <summary>Graph's <c>fido2KeyRestrictions</c>: the allowed or blocked models of authenticator, by AAGUID.</summary>
[GraphType("fido2KeyRestrictions")]
public sealed class KeyRestrictions
{
    public bool IsEnforced { get; set; }

    public KeyRestrictionType EnforcementType { get; set; } = KeyRestrictionType.Block;

    [DeclaredAsText]
    public IReadOnlyList<Guid> AaGuids { get; set; } = [];

    internal bool IsSameAs(KeyRestrictions other) =>
        IsEnforced == other.IsEnforced && EnforcementType == other.EnforcementType && AaGuids.SequenceEqual(other.AaGuids);

    public bool Permit(Guid aaGuid) => !IsEnforced || AaGuids.Contains(aaGuid) == (EnforcementType == KeyRestrictionType.Allow);
}

/// <summary>Graph's <c>fido2RestrictionEnforcementType</c>: only the listed models, or all except them.</summary>
[GraphName("fido2RestrictionEnforcementType"), UnknownFutureValue(2)]
public enum KeyRestrictionType
{
    Allow,
    Block,
}

/// <summary>Graph's <c>attestationEnforcement</c>.</summary>
[UnknownFutureValue(2)]
public enum AttestationEnforcement
{
    Disabled,
    RegistrationOnly,
}

/// <summary>Graph's <c>passkeyTypes</c>.</summary>
[Flags, UnknownFutureValue(4)]
public enum PasskeyTypes
{
    DeviceBound = 1,
    Synced = 2,
}

/// <summary>Graph's <c>passkeyAuthenticationMethodTarget</c>.</summary>
[GraphType("passkeyAuthenticationMethodTarget")]
public sealed class PasskeyTarget : MethodTarget
{
    public IReadOnlyList<Guid> AllowedPasskeyProfiles { get; set; } = [PasskeyProfile.Default];
}

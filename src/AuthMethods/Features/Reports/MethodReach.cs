using AuthMethods.Policy;
using AuthMethods.Policy.Configurations;
using AuthMethods.Users;

namespace AuthMethods.Features.Reports;

/// <summary>Whom the policy lets use what they registered: some methods everybody, others only who is in a group, or not in one.</summary>
internal sealed class MethodReach
{
    // The policy says nothing of what a device keeps for itself.
    private const long Ungoverned = Registered.WindowsHelloForBusiness | Registered.MacOsSecureEnclaveKey | Registered.Password;

    public MethodReach(MethodsPolicy policy)
    {
        var open = Governed(policy).Where(g => g.By.State == MethodState.Enabled).Select(g => ScopedReach.Of(g.Bits, g.By)).ToArray();
        OfEveryone = open.Where(r => r.IsUnlimited).Aggregate(Ungoverned, (bits, r) => bits | r.Bits);
        Scoped = [.. open.Where(r => !r.IsUnlimited)];
        Sms = [.. open.Where(r => r.Configuration is SmsConfiguration)];
    }

    /// <summary>What the policy lets everybody use.</summary>
    public long OfEveryone { get; }

    public IReadOnlyList<ScopedReach> Scoped { get; }

    /// <summary>Whose mobile phone is for SMS; otherwise it is for calls.</summary>
    public IReadOnlyList<ScopedReach> Sms { get; }

    private static IEnumerable<(long Bits, MethodConfiguration By)> Governed(MethodsPolicy policy) =>
    [
        (Registered.Passkey, policy.Fido2),
        (Registered.MicrosoftAuthenticatorPush | Registered.MicrosoftAuthenticatorPasswordless | Registered.SoftwareOneTimePasscode, policy.MicrosoftAuthenticator),
        (Registered.SoftwareOneTimePasscode, policy.SoftwareOath),
        (Registered.HardwareOneTimePasscode, policy.HardwareOath),
        (Registered.MobilePhone, policy.Sms),
        (Registered.MobilePhone | Registered.AlternateMobilePhone | Registered.OfficePhone, policy.Voice),
        (Registered.Email, policy.Email),
        (Registered.TemporaryAccessPass, policy.TemporaryAccessPass),
        (Registered.QrCode, policy.QRCodePin),
        .. policy.Externals.Select(external => (Registered.ExternalAuthMethod, (MethodConfiguration)external)),
    ];
}

/// <summary>Who may use some methods, by group. Exclusion beats inclusion.</summary>
internal sealed record ScopedReach(long Bits, MethodConfiguration Configuration, bool IncludesEveryone, Guid[] Included, Guid[] Excluded)
{
    public bool IsUnlimited => IncludesEveryone && Excluded.Length == 0;

    public static ScopedReach Of(long bits, MethodConfiguration configuration) => new(
        bits, configuration, configuration.Targets.Any(t => t.Id == MethodTarget.AllUsers),
        Groups(configuration.Targets.Select(t => t.Id)), Groups(configuration.ExcludeTargets.Select(t => t.Id)));

    private static Guid[] Groups(IEnumerable<string> ids) => [.. ids.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse)];
}

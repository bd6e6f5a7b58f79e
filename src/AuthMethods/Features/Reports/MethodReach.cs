using AuthMethods.Features.Fido2Methods;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;

namespace AuthMethods.Features.Reports;

/// <summary>Whom the policy lets use what they registered: some methods everybody, others only who is in a group, or not in one.</summary>
internal sealed class MethodReach
{
    // The policy says nothing of what a device keeps for itself.
    private const long Ungoverned = Registered.WindowsHelloForBusiness | Registered.MacOsSecureEnclaveKey | Registered.Password;

    public MethodReach(MethodsPolicy policy)
    {
        var open = Open(policy).Where(o => o.Bits != Registered.None && !o.Who.IsNobody).ToArray();
        OfEveryone = open.Where(o => o.Who.IsEveryone).Aggregate(Ungoverned, (bits, o) => bits | o.Bits);
        Scoped = [.. open.Where(o => !o.Who.IsEveryone)
            .GroupBy(o => o.Who.Key, (_, alike) => new ScopedReach(
                alike.Aggregate(Registered.None, (bits, o) => bits | o.Bits), alike.First().Who))];
        Sms = Of(policy.Sms);
        var system = policy.SystemCredentialPreferences;
        SystemPreferred = system.IsOn ? GroupScope.Of(system.IncludeTargets.Select(t => t.Id), system.ExcludeTargets.Select(t => t.Id)) : GroupScope.Nobody;
    }

    /// <summary>What the policy lets everybody use.</summary>
    public long OfEveryone { get; }

    public IReadOnlyList<ScopedReach> Scoped { get; }

    /// <summary>Each bit that only <see cref="Scoped"/> opens.</summary>
    public IEnumerable<long> ScopedBits
    {
        get
        {
            for (var left = Scoped.Aggregate(Registered.None, (bits, s) => bits | s.Bits) & ~OfEveryone; left != 0; left &= left - 1) yield return left & -left;
        }
    }

    /// <summary>Whose mobile phone is for SMS; otherwise it is for calls.</summary>
    public GroupScope Sms { get; }

    /// <summary>Whom the policy has asked for the most secure of their methods first.</summary>
    public GroupScope SystemPreferred { get; }

    private static IEnumerable<(long Bits, GroupScope Who)> Open(MethodsPolicy policy)
    {
        var (passkeys, app, voice) = (policy.Fido2, policy.MicrosoftAuthenticator, policy.Voice);
        return
        [
            (Registered.PassKeyDeviceBound, Of(passkeys, t => passkeys.Permits(t, PasskeyTypes.DeviceBound))),
            (Registered.PassKeySynced, Of(passkeys, t => passkeys.Permits(t, PasskeyTypes.Synced))),
            (Registered.MicrosoftAuthenticatorPush, Of(app, t => t.AuthenticationMode != MicrosoftAuthenticatorMode.DeviceBasedPush)),
            (Registered.MicrosoftAuthenticatorPasswordless, Of(app, t => t.AuthenticationMode != MicrosoftAuthenticatorMode.Push)),
            (app.IsSoftwareOathEnabled ? Registered.AuthenticatorOneTimePasscode : Registered.None, Of(app)),
            (Registered.OathAppOneTimePasscode, Of(policy.SoftwareOath)),
            (Registered.HardwareOneTimePasscode, Of(policy.HardwareOath)),
            (Registered.MobilePhone, Of(policy.Sms)),
            (Registered.MobilePhone | Registered.AlternateMobilePhone | (voice.IsOfficePhoneAllowed ? Registered.OfficePhone : Registered.None), Of(voice)),
            (Registered.Email, Of(policy.Email)),
            (Registered.TemporaryAccessPass, Of(policy.TemporaryAccessPass)),
            (Registered.QrCode, Of(policy.QRCodePin)),
            .. policy.Externals.Select(external => (Registered.ExternalAuthMethod, Of(external))),
        ];
    }

    private static GroupScope Of<TTarget>(MethodConfiguration<TTarget> configuration, Func<TTarget, bool>? isOpen = null) where TTarget : MethodTarget, new() =>
        configuration.State == MethodState.Enabled
            ? GroupScope.Of(configuration.IncludeTargets.Where(isOpen ?? (_ => true)).Select(t => t.Id), configuration.ExcludeTargets.Select(t => t.Id))
            : GroupScope.Nobody;
}

/// <summary>Who may use some methods.</summary>
internal sealed record ScopedReach(long Bits, GroupScope Who);

/// <summary>Some users, by group. Exclusion beats inclusion.</summary>
internal sealed record GroupScope(bool IncludesEveryone, Guid[] Included, Guid[] Excluded)
{
    public static readonly GroupScope Nobody = new(false, [], []);

    public bool IsEveryone => IncludesEveryone && Excluded.Length == 0;

    public bool IsNobody => !IncludesEveryone && Included.Length == 0;

    /// <summary>The same for the same users.</summary>
    public string Key => $"{IncludesEveryone} {string.Join(',', Included.Order())} {string.Join(',', Excluded.Order())}";

    public static GroupScope Of(IEnumerable<string> included, IEnumerable<string> excluded)
    {
        var ids = included.ToArray();
        return new(ids.Contains(MethodTarget.AllUsers), Groups(ids), Groups(excluded));
    }

    private static Guid[] Groups(IEnumerable<string> ids) => [.. ids.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse)];
}

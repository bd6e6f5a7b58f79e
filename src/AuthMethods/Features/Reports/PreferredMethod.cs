using AuthMethods.Methods;

namespace AuthMethods.Features.Reports;

/// <summary>What the system prefers of several methods: the lowest rank. Two of one rank differ in what the policy allows.</summary>
/// <param name="Name">As <c>systemPreferredAuthenticationMethods</c> shows it.</param>
/// <param name="Mask">What must be registered.</param>
/// <param name="Rank">Its place.</param>
/// <param name="ForSms">For a mobile phone, whether SMS is allowed.</param>
internal sealed record PreferredMethod(string Name, long Mask, int Rank, bool? ForSms = null)
{
    public static readonly IReadOnlyList<PreferredMethod> All =
    [
        new("temporaryAccessPass", Registered.TemporaryAccessPass, 1),
        new("fido2", Registered.Passkey, 2),
        new("externalAuthMethod", Registered.ExternalAuthMethod, 3),
        new("push", Registered.MicrosoftAuthenticatorPush, 4),
        new("oath", Registered.SoftwareOneTimePasscode | Registered.HardwareOneTimePasscode, 5),
        new("sms", Registered.MobilePhone, 6, ForSms: true),
        new("voiceMobile", Registered.MobilePhone, 6, ForSms: false),
        new("voiceAlternateMobile", Registered.AlternateMobilePhone, 7),
        new("voiceOffice", Registered.OfficePhone, 8),
    ];

    /// <summary>The best of what is registered and allowed; null when there is none.</summary>
    public static PreferredMethod? Best(long usable, bool isSmsAllowed) =>
        All.FirstOrDefault(m => (m.Mask & usable) != 0 && (m.ForSms is not { } sms || sms == isSmsAllowed));
}

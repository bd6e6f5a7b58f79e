using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;

namespace AuthMethods.Admin.Users;

/// <summary>A method of a user as the pages show it, from an item of <c>authentication/methods</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Detail">What tells it from the others of its kind.</param>
/// <param name="Segment">The collection that it is in; empty if it can't be deleted.</param>
public sealed record MethodLine(string Id, string Name, string Icon, string Detail, string Segment)
{
    /// <summary>Its address below <c>authentication</c>.</summary>
    public string Path => Segment == "qrCodePinMethod" ? Segment : $"{Segment}/{Id}";

    /// <summary>The configurations of the methods policy, one of which must be on; empty if it doesn't depend on the policy.</summary>
    private IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Why it can't be used now; null if it can.</summary>
    public string? Problem { get; private init; }

    public string Created { get; private init; } = "";

    public string LastUsed { get; private init; } = "";

    /// <summary>A mobile phone on which SMS sign-in is on; null for other methods.</summary>
    public bool? IsSmsSignInOn { get; private init; }

    /// <summary>What happens to it when re-registration is required.</summary>
    public OnReregistration OnReregistration { get; private init; }

    /// <param name="method">The method.</param>
    /// <param name="isAllowed">Whether a configuration of the policy is on; null if that is unknown.</param>
    public static MethodLine Of(JsonNode method, Func<string, bool?> isAllowed)
    {
        var line = Known(method, method.Text("@odata.type").Split('.')[^1].Replace("AuthenticationMethod", "", StringComparison.Ordinal));
        var isRefused = line.Policies.Count > 0 && line.Policies.All(policy => isAllowed(policy) == false);
        return line with
        {
            Created = method.Time("createdDateTime"), LastUsed = method.Time("lastUsedDateTime"),
            Problem = isRefused ? "Turned off in the methods policy" : line.Problem,
        };
    }

    private static MethodLine Known(JsonNode method, string type)
    {
        var (id, display) = (method.Text("id"), method.Text("displayName"));
        return type switch
        {
            "password" => new(id, "Password", "password", "Set", ""),
            "phone" => new(id, PhoneName(method.Text("phoneType")), "phone", method.Text("phoneNumber"), "phoneMethods")
            {
                Policies = method.Text("phoneType") == "mobile" ? ["Sms", "Voice"] : ["Voice"], OnReregistration = OnReregistration.Goes,
                IsSmsSignInOn = method.Text("phoneType") != "mobile" ? null : method.Text("smsSignInState") == "ready",
            },
            "email" => new(id, "Email", "mail", method.Text("emailAddress"), "emailMethods") { Policies = ["Email"] },
            "temporaryAccessPass" => new(id, "Temporary Access Pass", "clock", PassDetail(method), "temporaryAccessPassMethods")
            {
                Policies = ["TemporaryAccessPass"], Problem = method.Is("isUsable") ? null : ReasonOf(method.Text("methodUsabilityReason")),
            },
            "fido2" => new(id, "Passkey", "key", Joined(display, method.Text("model")), "fido2Methods") { Policies = ["Fido2"] },
            "windowsHelloForBusiness" => new(id, "Windows Hello for Business", "key", display, "windowsHelloForBusinessMethods"),
            "platformCredential" => new(id, "Platform credential", "key", display, "platformCredentialMethods"),
            "microsoftAuthenticator" => new(
                id, "Microsoft Authenticator", "app", Joined(display, method.Text("phoneAppVersion")), "microsoftAuthenticatorMethods")
            {
                Policies = ["MicrosoftAuthenticator"], OnReregistration = OnReregistration.Goes,
            },
            "passwordlessMicrosoftAuthenticator" => new(id, "Passwordless phone sign-in", "app", display, "passwordlessMicrosoftAuthenticatorMethods")
            {
                Policies = ["MicrosoftAuthenticator"], OnReregistration = OnReregistration.Goes,
            },
            "softwareOath" => new(id, "Authenticator app", "app", display, "softwareOathMethods")
            {
                Policies = ["SoftwareOath"], OnReregistration = OnReregistration.Goes,
            },
            "hardwareOath" => new(id, "Hardware OATH token", "app", method["device"].Text("serialNumber"), "hardwareOathMethods")
            {
                Policies = ["HardwareOath"], OnReregistration = OnReregistration.IsDeactivated,
            },
            "external" => new(id, display.Length > 0 ? display : "External method", "key", "", "externalAuthenticationMethods"),
            "qrCodePin" => new(id, "QR code", "app", "with a PIN", "qrCodePinMethod") { Policies = ["QRCodePin"] },
            _ => new(id, type, "key", display, ""),
        };
    }

    private static string PhoneName(string type) => type switch
    {
        "alternateMobile" => "Alternate mobile phone",
        "office" => "Office phone",
        _ => "Mobile phone",
    };

    private static string PassDetail(JsonNode pass) =>
        Joined(pass.Is("isUsableOnce") ? "once" : "several times", $"from {pass.Time("startDateTime")} for {pass.Text("lifetimeInMinutes")} minutes");

    private static string ReasonOf(string reason) => reason switch
    {
        "Expired" => "It has expired",
        "NotYetValid" => "It is not valid yet",
        "OneTimeUsed" => "It was used",
        "DisabledByPolicy" => "The methods policy does not allow it",
        _ => reason,
    };

    private static string Joined(string first, string second) => string.Join(", ", new[] { first, second }.Where(text => text.Length > 0));
}

public enum OnReregistration
{
    Stays,
    Goes,
    /// <summary>The user has to activate it again.</summary>
    IsDeactivated,
}

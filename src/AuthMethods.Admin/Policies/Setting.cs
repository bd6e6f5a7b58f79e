using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Policies;

/// <summary>A property of a policy as a field of a form. Settings of settings have names with dots.</summary>
/// <param name="Name">Its name, which is also that of the field.</param>
/// <param name="Value">What it is now.</param>
/// <param name="Of">The object that it belongs to.</param>
public sealed record Setting(string Name, JsonNode? Value, JsonObject Of)
{
    private static readonly string[] Features = ["default", "enabled", "disabled"], States = ["enabled", "disabled"], Levels = ["low", "high"];

    private static readonly Dictionary<string, string[]> Choices = new()
    {
        ["enforcementType"] = ["allow", "block"],
        ["attestationEnforcement"] = ["disabled", "registrationOnly"],
        ["allowExternalIdToUseEmailOtp"] = Features,
        ["authenticationMode"] = ["any", "push", "deviceBasedPush"],
        ["x509CertificateAuthenticationDefaultMode"] = ["x509CertificateSingleFactor", "x509CertificateMultiFactor"],
        ["x509CertificateDefaultRequiredAffinityLevel"] = Levels,
        ["targetedAuthenticationMethod"] = ["microsoftAuthenticator", "Fido2"],
    };

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["isSelfServiceRegistrationAllowed"] = "Allow self-service set up",
        ["isAttestationEnforced"] = "Enforce attestation",
        ["isEnforced"] = "Enforce key restrictions",
        ["enforcementType"] = "Restrict specific keys",
        ["aaGuids"] = "AAGUIDs",
        ["isUsableOnce"] = "Require one-time use",
        ["defaultLifetimeInMinutes"] = "Default lifetime in minutes",
        ["minimumLifetimeInMinutes"] = "Minimum lifetime in minutes",
        ["maximumLifetimeInMinutes"] = "Maximum lifetime in minutes",
        ["defaultLength"] = "Length",
        ["isUsableForSignIn"] = "Use for sign-in",
        ["isOfficePhoneAllowed"] = "Office phone",
        ["isSoftwareOathEnabled"] = "Allow use of Microsoft Authenticator OTP",
        ["allowExternalIdToUseEmailOtp"] = "Allow external users to use email OTP",
        ["snoozeDurationInDays"] = "Days allowed to snooze",
        ["enforceRegistrationAfterAllowedSnoozes"] = "Limited number of snoozes",
        ["targetedAuthenticationMethod"] = "Authentication method",
        ["pinLength"] = "PIN length",
        ["standardQRCodeLifetimeInDays"] = "Lifetime of standard QR code in days",
        ["featureSettings"] = "",
        ["displayAppInformationRequiredState"] = "Show application name",
        ["displayLocationInformationRequiredState"] = "Show geographic location",
        ["numberMatchingRequiredState"] = "Require number matching",
        ["companionAppAllowedState"] = "Microsoft Authenticator on companion applications",
        ["authenticationModeConfiguration"] = "",
        ["id"] = "",
        ["includeTarget"] = "Include group",
        ["excludeTarget"] = "Exclude group",
    };

    /// <summary>What people call it.</summary>
    public string Label => string.Join(": ", Name.Split('.').Select(LabelOf).Where(label => label.Length > 0));

    public bool IsSwitch => Value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    public bool IsNumber => Value?.GetValueKind() is JsonValueKind.Number;

    /// <summary>A list, with an item on each line; of objects, as JSON.</summary>
    public bool IsList => Value is JsonArray;

    public bool IsOn => Value?.GetValueKind() is JsonValueKind.True;

    /// <summary>What can be chosen; null if it isn't a choice.</summary>
    public IReadOnlyList<string>? Options => Name.Split('.')[^1] is var name && name == "state"
        ? Name == "state" && !Of.ContainsKey("snoozeDurationInDays") || Name.EndsWith("Configuration.state", StringComparison.Ordinal) ? States : Features
        : Choices.GetValueOrDefault(name);

    /// <summary>What it is now, as the field has it.</summary>
    public string Text => Value switch
    {
        null => "",
        JsonArray list when list.All(item => item is JsonValue) => string.Join('\n', list.Select(item => $"{item}")),
        JsonArray list => list.ToJsonString(new() { WriteIndented = true }),
        _ when Value.GetValueKind() is JsonValueKind.String => Value.GetValue<string>(),
        _ => Value.ToJsonString(),
    };

    /// <summary>The settings of an object, except those in <paramref name="without"/> and its annotations. All targets are groups.</summary>
    public static IEnumerable<Setting> In(JsonObject of, IReadOnlyCollection<string> without, string prefix = "")
    {
        foreach (var (name, value) in of.Where(p => p.Key != "targetType" && !p.Key.Contains('@', StringComparison.Ordinal) && !without.Contains(p.Key)))
        {
            if (value is JsonObject inner)
            {
                foreach (var setting in In(inner, [], $"{prefix}{name}.")) yield return setting;
            }
            else
            {
                yield return new($"{prefix}{name}", value, of);
            }
        }
    }

    /// <summary>What was entered; what it is now, if its field wasn't on the form.</summary>
    /// <param name="sent">The form.</param>
    /// <param name="prefix">What its field's name begins with.</param>
    public JsonNode? Entered(IQueryCollection sent, string prefix = "")
    {
        if (sent[prefix + Name] is not { Count: > 0 } values) return Value?.DeepClone();
        var text = values[^1] ?? "";
        if (IsSwitch) return text == "true";
        if (IsNumber) return decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text;
        if (Value is JsonArray list) return list.Any(item => item is JsonObject) || text.TrimStart().StartsWith('[') ? Json(text) : Lines(text);
        return Value is null && text.Length == 0 ? null : text;
    }

    private static JsonArray Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonValue.Create(line))];

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>What people call a property: as the admin center does, or its name in words.</summary>
    private static string LabelOf(string name)
    {
        if (Labels.TryGetValue(name, out var label)) return label;
        var words = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 && !char.IsUpper(name[i - 1]) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        if (words.StartsWith("is ", StringComparison.Ordinal)) words = words[3..];
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

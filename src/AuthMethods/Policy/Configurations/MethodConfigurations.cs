using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Graph;
using AuthMethods.Storage;

namespace AuthMethods.Policy.Configurations;

/// <summary>The kinds of configuration, and how one is kept in a row.</summary>
internal static class MethodConfigurations
{
    private static readonly string[] Columns = ["id", "state", "includeTargets", "excludeTargets"];

    /// <summary>The configurations every tenant has, in the order in which the policy shows them.</summary>
    public static readonly IReadOnlyList<(string Id, Func<MethodConfiguration> Default)> BuiltIn =
    [
        ("Fido2", () => new Fido2Configuration()),
        ("MicrosoftAuthenticator", () => new MicrosoftAuthenticatorConfiguration()),
        ("Sms", () => new SmsConfiguration()),
        ("TemporaryAccessPass", () => new TemporaryAccessPassConfiguration()),
        ("HardwareOath", () => new HardwareOathConfiguration()),
        ("SoftwareOath", () => new SoftwareOathConfiguration()),
        ("Voice", () => new VoiceConfiguration()),
        ("Email", () => new EmailConfiguration()),
        ("X509Certificate", () => new X509CertificateConfiguration()),
        ("VerifiableCredentials", () => new VerifiableCredentialsConfiguration()),
        ("QRCodePin", () => new QRCodePinConfiguration()),
    ];

    /// <summary>All configurations of a tenant, given the rows it stores: the built-in ones, then the external ones.</summary>
    public static IReadOnlyList<MethodConfiguration> All(IEnumerable<MethodConfigurationRow> rows)
    {
        var stored = rows.ToDictionary(r => r.Id);
        var builtIn = BuiltIn.Select(kind => stored.Remove(kind.Id, out var row) ? Read(row) : Default(kind.Id)!).ToArray();
        return [.. builtIn, .. stored.Values.Select(Read).OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>The id as Graph spells it; null for one that can be neither a built-in nor an external configuration's.</summary>
    public static string? CanonicalId(string id) =>
        BuiltIn.Select(kind => kind.Id).FirstOrDefault(known => known.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? (Guid.TryParse(id, out var guid) ? guid.ToString() : null);

    /// <summary>A built-in configuration that nobody changed; null for an external id.</summary>
    public static MethodConfiguration? Default(string id)
    {
        if (BuiltIn.FirstOrDefault(kind => kind.Id == id).Default is not { } create) return null;
        var configuration = create();
        configuration.Id = id;
        return configuration;
    }

    public static MethodConfiguration Read(MethodConfigurationRow row)
    {
        var settings = row.Settings is null ? [] : JsonNode.Parse(row.Settings)!.AsObject();
        settings["id"] = row.Id;
        settings["state"] = row.IsEnabled ? "enabled" : "disabled";
        settings["includeTargets"] = JsonNode.Parse(row.IncludeTargets);
        settings["excludeTargets"] = JsonNode.Parse(row.ExcludeTargets);
        return (MethodConfiguration)settings.Deserialize(GraphJson.Default.Options.GetTypeInfo(TypeOf(row.Id)))!;
    }

    public static void Write(MethodConfiguration configuration, MethodConfigurationRow row)
    {
        var settings = JsonSerializer.SerializeToNode(configuration, GraphJson.Default.Options.GetTypeInfo(configuration.GetType()))!.AsObject();
        row.IsEnabled = configuration.State == MethodState.Enabled;
        row.IncludeTargets = settings["includeTargets"]!.ToJsonString();
        row.ExcludeTargets = settings["excludeTargets"]!.ToJsonString();
        foreach (var column in Columns) settings.Remove(column);
        row.Settings = settings.Count == 0 ? null : settings.ToJsonString();
    }

    private static Type TypeOf(string id) => Default(id)?.GetType() ?? typeof(ExternalConfiguration);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.Policies;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods.Policy;

/// <summary>The kinds of configuration, and how one is kept in a row.</summary>
internal static class MethodConfigurations
{
    private static readonly string[] Columns = ["id", "state", "includeTargets", "excludeTargets"];

    /// <summary>The configurations every tenant has, in the order in which the policy shows them.</summary>
    private static readonly Func<MethodConfiguration>[] Defaults =
    [
        () => new Fido2Configuration(),
        () => new MicrosoftAuthenticatorConfiguration(),
        () => new SmsConfiguration(),
        () => new TemporaryAccessPassConfiguration(),
        () => new HardwareOathConfiguration(),
        () => new SoftwareOathConfiguration(),
        () => new VoiceConfiguration(),
        () => new EmailConfiguration(),
        () => new X509CertificateConfiguration(),
        () => new VerifiableCredentialsConfiguration(),
        () => new QRCodePinConfiguration(),
    ];

    private static readonly Dictionary<string, Func<MethodConfiguration>> ById = Defaults.ToDictionary(create => create().Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids of the built-in configurations, as Graph spells them.</summary>
    public static IEnumerable<string> BuiltIn => ById.Keys;

    /// <summary>All configurations of a tenant, given the rows it stores: the built-in ones, then the external ones.</summary>
    public static IReadOnlyList<MethodConfiguration> All(IEnumerable<MethodConfigurationRow> rows)
    {
        var stored = rows.ToDictionary(r => r.Id);
        var builtIn = BuiltIn.Select(id => stored.Remove(id, out var row) ? Read(row) : Default(id)!).ToArray();
        return [.. builtIn, .. stored.Values.Select(Read).OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>A built-in configuration, named in any case, that nobody changed; null for what is none.</summary>
    public static MethodConfiguration? Default(string id) => ById.GetValueOrDefault(id)?.Invoke();

    /// <summary>The id as it is stored and shown, whichever way a caller wrote it.</summary>
    public static string Canonical(string id) => Default(id)?.Id ?? id.ToLowerInvariant();

    public static MethodConfiguration Read(MethodConfigurationRow row)
    {
        var settings = row.Settings is null ? [] : JsonNode.Parse(row.Settings)!.AsObject();
        settings["id"] = row.Id;
        settings["state"] = row.IsEnabled ? "enabled" : "disabled";
        settings["includeTargets"] = JsonNode.Parse(row.IncludeTargets);
        settings["excludeTargets"] = JsonNode.Parse(row.ExcludeTargets);
        return (MethodConfiguration)settings.Deserialize(GraphJson.Options.GetTypeInfo(TypeOf(row.Id)))!;
    }

    public static void Write(MethodConfiguration configuration, MethodConfigurationRow row)
    {
        var settings = JsonSerializer.SerializeToNode(configuration, GraphJson.Options.GetTypeInfo(configuration.GetType()))!.AsObject();
        row.IsEnabled = configuration.State == MethodState.Enabled;
        row.IncludeTargets = settings["includeTargets"]!.ToJsonString();
        row.ExcludeTargets = settings["excludeTargets"]!.ToJsonString();
        foreach (var column in Columns) settings.Remove(column);
        row.Settings = settings.Count == 0 ? null : settings.ToJsonString();
    }

    private static Type TypeOf(string id) => Default(id)?.GetType() ?? typeof(ExternalConfiguration);
}

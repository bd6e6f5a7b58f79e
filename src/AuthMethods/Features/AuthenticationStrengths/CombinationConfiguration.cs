using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Graph's <c>authenticationCombinationConfiguration</c>: which keys or certificates satisfy a combination of a strength.</summary>
[GraphType("authenticationCombinationConfiguration")]
public abstract class CombinationConfiguration
{
    [JsonPropertyOrder(-2), Computed]
    public string Id { get; set; } = "";

    [JsonPropertyOrder(-1)]
    public IReadOnlyList<AuthenticationMethodModes> AppliesToCombinations { get; set; } = [];

    /// <summary>The first property with an invalid value; null when all are valid.</summary>
    internal abstract string? InvalidProperty();

    /// <summary>A new configuration of the given type; null for an unknown type.</summary>
    internal static CombinationConfiguration? OfType(string? odataType) => odataType?.TrimStart('#').ToUpperInvariant() switch
    {
        "MICROSOFT.GRAPH.FIDO2COMBINATIONCONFIGURATION" => new Fido2CombinationConfiguration(),
        "MICROSOFT.GRAPH.X509CERTIFICATECOMBINATIONCONFIGURATION" => new X509CombinationConfiguration(),
        _ => null,
    };

    internal static IReadOnlyList<CombinationConfiguration> Read(string stored) => [.. JsonNode.Parse(stored)!.AsArray().Select(node =>
        (CombinationConfiguration)node.Deserialize(GraphJson.Options.GetTypeInfo(OfType((string?)node!["@odata.type"])!.GetType()))!)];

    internal static string Write(IEnumerable<CombinationConfiguration> configurations) => new JsonArray([.. configurations.Select(configuration =>
    {
        var node = JsonSerializer.SerializeToNode(configuration, GraphJson.Options.GetTypeInfo(configuration.GetType()))!;
        node["@odata.type"] = WireType.Of(configuration.GetType(), GraphVersion.Beta).ODataType;
        return node;
    })]).ToJsonString();
}

/// <summary>Graph's <c>fido2CombinationConfiguration</c>.</summary>
[GraphType("fido2CombinationConfiguration")]
[Example("""{"id":"96cb1a17-e45e-4b4f-8b4b-4a9490d63d66","appliesToCombinations":["fido2"],"allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"]}""")]
public sealed class Fido2CombinationConfiguration : CombinationConfiguration
{
    /// <summary>The allowed models of authenticator.</summary>
    [DeclaredAsText]
    public IReadOnlyList<Guid> AllowedAAGUIDs { get; set; } = [];

    internal override string? InvalidProperty() =>
        AppliesToCombinations is not [AuthenticationMethodModes.Fido2] ? "appliesToCombinations"
        : AllowedAAGUIDs.Count == 0 ? "allowedAAGUIDs"
        : null;
}

/// <summary>Graph's <c>x509CertificateCombinationConfiguration</c>.</summary>
[GraphType("x509CertificateCombinationConfiguration")]
[Example("""{"id":"2c4ae3f1-64a9-4f2d-8b7a-5d4de1a0c1f2","appliesToCombinations":["x509CertificateMultiFactor"],"allowedIssuerSkis":["9A4248C6AC8C2931AB2A86537818E92E7B6C97B6"],"allowedPolicyOIDs":[]}""")]
public sealed partial class X509CombinationConfiguration : CombinationConfiguration
{
    /// <summary>The subject key identifiers of the issuers.</summary>
    public IReadOnlyList<string> AllowedIssuerSkis { get; set; } = [];

    public IReadOnlyList<string> AllowedPolicyOIDs { get; set; } = [];

    internal override string? InvalidProperty() =>
        AppliesToCombinations is not [AuthenticationMethodModes.X509CertificateSingleFactor
            or AuthenticationMethodModes.X509CertificateMultiFactor] ? "appliesToCombinations"
        : !AllowedIssuerSkis.All(Ski().IsMatch) || (AllowedIssuerSkis.Count == 0 && AllowedPolicyOIDs.Count == 0) ? "allowedIssuerSkis"
        : !AllowedPolicyOIDs.All(Oid().IsMatch) ? "allowedPolicyOIDs"
        : null;

    [GeneratedRegex(@"^[0-9A-Fa-f]{40}\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Ski();

    [GeneratedRegex(@"^\d{1,20}(\.\d{1,20}){1,30}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Oid();
}

using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>domain</c>. All domains here are verified.</summary>
[GraphType("domain", Set = "domains")]
[Example("""{"id":"contoso.com","authenticationType":"Managed","isAdminManaged":true,"isDefault":true,"isInitial":false,"isRoot":true,"isVerified":true,"supportedServices":["Email","OfficeCommunicationsOnline"]}""")]
public sealed class Domain
{
    public required string Id { get; init; }
    public string AuthenticationType { get; init; } = "Managed";
    public bool IsAdminManaged { get; init; } = true;
    public bool IsDefault { get; init; }

    /// <summary>The domain that a tenant is created with.</summary>
    public bool IsInitial { get; init; }

    public bool IsRoot { get; init; } = true;
    public bool IsVerified { get; init; } = true;
    public IReadOnlyList<string> SupportedServices { get; init; } = ["Email", "OfficeCommunicationsOnline"];

    internal static Domain From(DomainRow row) => new() { Id = row.Name, IsDefault = row.IsDefault, IsInitial = IsInitialName(row.Name) };

    internal static bool IsInitialName(string name) => name.EndsWith(".onmicrosoft.com", StringComparison.Ordinal);
}

using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>servicePrincipal</c>: an application as a directory object.</summary>
[GraphType("servicePrincipal", Set = "servicePrincipals")]
[Example("""{"id":"00001111-aaaa-2222-bbbb-3333cccc4444","deletedDateTime":null,"appId":"00001111-aaaa-2222-bbbb-3333cccc4444","displayName":"Provisioning","servicePrincipalType":"Application"}""")]
public sealed class ServicePrincipal : DirectoryObject
{
    public override required string Id { get; init; }
    public required string AppId { get; init; }
    public string? DisplayName { get; init; }
    public required string ServicePrincipalType { get; init; }

    internal static ServicePrincipal From(ApplicationRow row) => new()
    {
        Id = row.Id.ToString(), AppId = row.Id.ToString(), DisplayName = row.DisplayName, ServicePrincipalType = "Application",
    };
}

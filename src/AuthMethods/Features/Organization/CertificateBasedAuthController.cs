using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Organization;

/// <summary>The certificate authorities that the tenant trusts. To change them, delete the configuration and create it again.</summary>
[Route(Routes.Root + "/organization/{organization}/" + Segment)]
internal sealed class CertificateBasedAuthController(CertificateBasedAuthStore store, OrganizationStore tenants) : GraphController
{
    private const string Root =
        "MIIBiDCCAS+gAwIBAgIUEKRIv/z/q6hlq0JMLpsUCBEGUiEwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPQ29udG9zbyBSb290IENBMB4XDTI2MTEyOTE5MzkxOFoXDTQ2MTEyNDE5MzkxOFowGjEYMBYGA1UEAwwPQ29udG9zbyBSb290IENBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaGdlVd+KGfLPI9EdUtdL8YLVEjAIeu4RGY27mTEcYCq+SzyoCghBhw7DVADeIms99CVh+9P0ihBbWpnzGJshqqNTMFEwHQYDVR0OBBYEFO9n24H/rJtJsJu9eY8N+9uypJR3MB8GA1UdIwQYMBaAFO9n24H/rJtJsJu9eY8N+9uypJR3MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgfejAnDq6dvllo/x1giebjSH20s6aIYCDSGO/fZuVJsoCIDLoH/zgKwX+37UaXjkBuutn1UO3/+2lEAvE1p6SP0Yi";
    private const string Segment = "certificateBasedAuthConfiguration";

    /// <summary>List certificateBasedAuthConfigurations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/certificatebasedauthconfiguration-list</remarks>
    [HttpGet, Requires(Permission.CertificateAuthoritiesRead), Lists<CertificateBasedAuthConfiguration>(Context = Segment)]
    public async Task<IActionResult> List(DirectoryScope directory, string organization, GraphQuery query)
    {
        await RefuseOtherAsync(organization);
        return Collection<CertificateBasedAuthConfiguration>(Segment, await store.FindAsync() is { } found ? [found] : [], query);
    }

    /// <summary>Get certificateBasedAuthConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/certificatebasedauthconfiguration-get</remarks>
    [HttpGet("{id}"), Requires(Permission.CertificateAuthoritiesRead), Answers<CertificateBasedAuthConfiguration>(Context = Segment + "/$entity")]
    public async Task<IActionResult> Get(DirectoryScope directory, string organization, string id, GraphQuery query)
    {
        await RefuseOtherAsync(organization);
        return Entity(Segment, IsTheOne(id) && await store.FindAsync() is { } found ? found : throw GraphErrors.ResourceNotFound(id), query);
    }

    /// <summary>Create certificateBasedAuthConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/certificatebasedauthconfiguration-post-certificatebasedauthconfiguration</remarks>
    [HttpPost, Requires(Permission.CertificateAuthoritiesWrite), Answers<CertificateBasedAuthConfiguration>(201, Context = Segment + "/$entity")]
    [Takes<CertificateBasedAuthConfiguration>($$"""{"certificateAuthorities":[{"isRootAuthority":true,"certificate":"{{Root}}"}]}""")]
    public async Task<IActionResult> Create(DirectoryScope directory, string organization, GraphBody body)
    {
        await RefuseOtherAsync(organization);
        var sent = body.Of<CertificateBasedAuthConfiguration>(Version).Bodies("certificateAuthorities");
        if (sent is not { Count: > 0 }) throw GraphErrors.ValueRequired("certificateAuthorities", "CertificateBasedAuthConfiguration");
        var configuration = new CertificateBasedAuthConfiguration { CertificateAuthorities = [.. sent.Select(CertificateAuthority.Read)] };
        (await store.AddAsync(configuration)).OrThrow();
        return Created(Segment, configuration, $"organization/{organization}/{Segment}/{configuration.Id}");
    }

    /// <summary>Delete certificateBasedAuthConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/certificatebasedauthconfiguration-delete</remarks>
    [HttpDelete("{id}"), Requires(Permission.CertificateAuthoritiesWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string organization, string id)
    {
        await RefuseOtherAsync(organization);
        return Done(IsTheOne(id) ? await store.DeleteAsync() : GraphErrors.ResourceNotFound(id));
    }

    private async Task RefuseOtherAsync(string organization)
    {
        if (!(await tenants.GetAsync()).Id.Equals(organization, StringComparison.OrdinalIgnoreCase)) throw GraphErrors.ResourceNotFound(organization);
    }

    private static bool IsTheOne(string id) => id.Equals(CertificateBasedAuthConfiguration.FixedId, StringComparison.OrdinalIgnoreCase);
}

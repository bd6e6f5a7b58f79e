using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Policies;

/// <summary>Who may use each kind of method, and how. Changes apply from the next request.</summary>
[Route(Routes.Root + "/" + Segments), Route(Routes.Root + "/authenticationMethodsPolicy/" + EntityContext)]
internal sealed class AuthenticationMethodConfigurationsController(PolicyStore store) : GraphController
{
    private const string Segments = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations";
    private const string EntityContext = "authenticationMethodConfigurations";
    private const string Set = Routes.Root + "/" + EntityContext;

    /// <summary>List authenticationMethodConfigurations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/authenticationmethodconfiguration</remarks>
    [HttpGet, HttpGet("/" + Set), Requires(Permission.MethodsPolicyRead), Lists<MethodConfiguration>(Context = Segments)]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) =>
        Collection(Segments, (await store.ConfigurationsAsync()).Where(c => Version.Shows(c)).ToArray(), query);

    /// <summary>Get authenticationMethodConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethodconfiguration-get Each kind has its own page; this is one of them.</remarks>
    [HttpGet("{id}"), HttpGet("/" + Set + "/{id}"), Requires(Permission.MethodsPolicyRead), Answers<MethodConfiguration>(Context = EntityContext + "/$entity")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) => Entity(EntityContext, await ShownAsync(id), query);

    /// <summary>Update authenticationMethodConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethodconfiguration-update Each kind has its own page; this is one of them.</remarks>
    [HttpPatch("{id}"), Requires(Permission.MethodsPolicyWrite), Takes<MethodConfiguration>("""{"state":"enabled"}"""), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body)
    {
        await ShownAsync(id);
        return Done(await store.UpdateAsync(id, configuration => body.Over(configuration, Version)));
    }

    /// <summary>Delete authenticationMethodConfiguration: resets it to the defaults; an external one is removed</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethodconfiguration-delete Each kind has its own page; this is one of them.</remarks>
    [HttpDelete("{id}"), Requires(Permission.MethodsPolicyWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id)
    {
        await ShownAsync(id);
        return Done(await store.ResetAsync(id));
    }

    private async Task<MethodConfiguration> ShownAsync(string id) =>
        await store.FindAsync(id) is { } configuration && Version.Shows(configuration) ? configuration : throw GraphErrors.MethodNotFound();
}

internal static class GraphVersionExtensions
{
    public static bool Shows(this GraphVersion version, MethodConfiguration configuration) =>
        version == GraphVersion.Beta || !configuration.IsBetaOnly;
}

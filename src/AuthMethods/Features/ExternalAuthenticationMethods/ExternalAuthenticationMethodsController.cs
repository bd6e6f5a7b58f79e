using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>Registrations with external providers of a second factor, which the authentication methods policy configures.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class ExternalAuthenticationMethodsController(ExternalMethodStore store) : GraphController
{
    private const string Segment = "externalAuthenticationMethods";

    /// <summary>List externalAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-externalauthenticationmethods</remarks>
    [HttpGet, Requires(ExternalMethodKind.Read), Lists<ExternalMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get externalAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/externalauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(ExternalMethodKind.Read), Answers<ExternalMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Create externalAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-externalauthenticationmethods</remarks>
    [HttpPost, Requires(ExternalMethodKind.Create)]
    [Takes<ExternalMethod>("""{"configurationId":"26310fee-860b-4eab-8749-ab730dcf335e","displayName":"Adatum"}"""), Answers<ExternalMethod>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var sent = body.Of<ExternalMethod>(Version);
        var configuration = sent.ShortText("configurationId") is { Length: > 0 } id ? id : throw GraphErrors.InvalidMethodValue("configurationId");
        var name = sent.ShortText("displayName") is { Length: > 0 } text ? text : throw GraphErrors.InvalidMethodValue("displayName");
        var external = (await store.AddAsync(user, configuration, name)).OrThrow();
        return Created(user.ContextOf(Segment), external, user.LocationOf(Segment, external.Id));
    }

    /// <summary>Delete externalAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/externalauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(ExternalMethodKind.Delete, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));
}

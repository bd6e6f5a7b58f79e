using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.SoftwareOathMethods;

/// <summary>Third-party apps that generate one-time codes. Users register them when they sign in; Graph reads and deletes them.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class SoftwareOathMethodsController(SoftwareOathMethodStore store) : GraphController
{
    private const string Segment = "softwareOathMethods";

    /// <summary>List softwareOathAuthenticationMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/softwareoathauthenticationmethod-list</remarks>
    [HttpGet, Requires(SoftwareOathMethodKind.Read), Lists<SoftwareOathMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get softwareOathAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/softwareoathauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(SoftwareOathMethodKind.Read), Answers<SoftwareOathMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Delete softwareOathAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/softwareoathauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(SoftwareOathMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>Register an app, as a user does with the code that it is shown</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/softwareoathauthenticationmethod</remarks>
    [OnPages(IsForSelf = true)]
    [HttpPost("/" + Routes.OwnUser + Routes.Authentication + Segment), Requires(SoftwareOathMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<SoftwareOathMethod>("""{"secretKey":"GEZDGNBVGY3TQOJQ"}""", IsPartial = true), Answers<SoftwareOathMethod>(201)]
    public async Task<IActionResult> Register(TargetUser user, GraphBody body)
    {
        var text = body.Of<SoftwareOathMethod>(Version, mayBeEmpty: true).Text("secretKey");
        var secret = text is null ? null : SoftwareOathMethodStore.ParseSecret(text) ?? throw GraphErrors.InvalidMethodValue("secretKey");
        var app = (await store.AddAsync(user, secret)).OrThrow();
        return Created(user.ContextOf(Segment), app, user.LocationOf(Segment, app.Id));
    }
}
